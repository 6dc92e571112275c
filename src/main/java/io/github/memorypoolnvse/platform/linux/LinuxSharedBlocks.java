package io.github.memorypoolnvse.platform.linux;

import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.platform.SharedBlock;
import io.github.memorypoolnvse.platform.SharedBlocks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plugin's files under Wine. They are looked for in {@code /dev/shm}, in the private one Flatpak gives Steam,
 * and through the root of each running game, which reaches into any container (manager facts 5.3). The owner is
 * the process that has the file mapped for writing.
 */
public final class LinuxSharedBlocks implements SharedBlocks {

    private static final String PATTERN = "memorypoolnvse-*";
    /** No plugin makes a larger block; a larger file is not mapped. */
    private static final long MAX_SIZE = 64L << 20;

    private final ProcFileSystem proc;
    private final Path sharedMemory;
    /** After a fruitless look through every process, the next one waits twice as long, up to this. */
    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();

    private static final long FIRST_PAUSE = Duration.ofMillis(250).toNanos();

    /** Owners found so far, by file name: looking through every process is not for every poll. */
    private final Map<String, RunningProcess> owners = new HashMap<>();

    private final Map<String, Fruitless> fruitless = new HashMap<>();

    /** @param sharedMemory {@code /dev/shm}, or a folder like it in tests */
    public LinuxSharedBlocks(ProcFileSystem proc, Path sharedMemory) {
        this.proc = proc;
        this.sharedMemory = sharedMemory;
    }

    @Override
    public synchronized List<BlockCandidate> candidates(List<RunningProcess> games) {
        Map<String, Path> files = new LinkedHashMap<>();
        collect(sharedMemory, files);
        for (Path flatpak : entries(sharedMemory, "flatpak-*")) {
            collect(flatpak, files);
        }
        for (RunningProcess game : games) {
            collect(proc.root().resolve(game.pid() + "/root/dev/shm"), files);
        }
        owners.keySet().retainAll(files.keySet());
        fruitless.keySet().retainAll(files.keySet());
        List<BlockCandidate> found = new ArrayList<>();
        files.forEach((name, path) -> found.add(new BlockCandidate(path.toString(), owner(name, games))));
        return found;
    }

    private static void collect(Path folder, Map<String, Path> files) {
        for (Path file : entries(folder, PATTERN)) {
            files.putIfAbsent(file.getFileName().toString(), file);
        }
    }

    private static List<Path> entries(Path folder, String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
            entries.forEach(found::add);
        } catch (IOException | RuntimeException unreadable) {
            return List.copyOf(found);
        }
        return found;
    }

    private @Nullable RunningProcess owner(String fileName, List<RunningProcess> games) {
        RunningProcess known = owners.get(fileName);
        if (known != null && proc.process(known.pid()).filter(known::sameRun).isPresent()) {
            return known;
        }
        RunningProcess owner = findOwner(fileName, games);
        if (owner == null) {
            owners.remove(fileName);
        } else {
            owners.put(fileName, owner);
        }
        return owner;
    }

    private @Nullable RunningProcess findOwner(String fileName, List<RunningProcess> games) {
        for (RunningProcess game : games) {
            if (proc.writes(game.pid(), fileName).orElse(false)) {
                return game;
            }
        }
        RunningProcess hidden = hiddenOwner(fileName, games);
        return hidden == null ? ownerOfAnyName(fileName) : hidden;
    }

    private @Nullable RunningProcess ownerOfAnyName(String fileName) {
        Fruitless before = fruitless.get(fileName);
        if (before != null && System.nanoTime() - before.at() < before.pause()) {
            return null;
        }
        for (long pid : proc.processIds()) {
            if (proc.writes(pid, fileName).orElse(false)) {
                Optional<RunningProcess> process = proc.process(pid);
                if (process.isPresent()) {
                    fruitless.remove(fileName);
                    return process.get();
                }
            }
        }
        long pause = before == null ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, before.pause() * 2);
        fruitless.put(fileName, new Fruitless(System.nanoTime(), pause));
        return null;
    }

    /** When all processes were looked through in vain, and how long to rest. */
    private record Fruitless(long at, long pause) {}

    /** A game that may not be looked at could be the one; without any such, the file was left behind. */
    private @Nullable RunningProcess hiddenOwner(String fileName, List<RunningProcess> games) {
        return games.stream()
                .filter(game -> proc.writes(game.pid(), fileName).isEmpty())
                .findFirst()
                .orElse(null);
    }

    @Override
    public BlockOpening open(BlockCandidate candidate) {
        Arena arena = Arena.ofShared();
        try (FileChannel file = FileChannel.open(Path.of(candidate.location()), StandardOpenOption.READ)) {
            long size = file.size();
            if (size == 0 || size > MAX_SIZE) {
                arena.close();
                return new BlockOpening.Failed("The file has " + size + " bytes.");
            }
            return new BlockOpening.Opened(new MappedFile(arena, file.map(MapMode.READ_ONLY, 0, size, arena)));
        } catch (NoSuchFileException gone) {
            arena.close();
            return new BlockOpening.Absent();
        } catch (AccessDeniedException denied) {
            arena.close();
            return new BlockOpening.Denied("The file " + denied.getFile() + " belongs to another user.");
        } catch (IOException | RuntimeException failure) {
            arena.close();
            return new BlockOpening.Failed(String.valueOf(failure.getMessage()));
        }
    }

    private record MappedFile(Arena arena, MemorySegment memory) implements SharedBlock {

        @Override
        public void close() {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        }
    }
}
