package io.github.memorypoolnvse.cli.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running practice game: on Windows the executable itself, elsewhere under Wine. Closing it ends it. */
public final class PracticeGame implements AutoCloseable {

    /** Name of the game's executable. */
    public static final String EXECUTABLE = "FalloutNV.exe";

    private static final String TRUTH = "practice-truth.json";

    /** What the game itself and its loader write into its folder. */
    public static final Set<String> OWN_FILES = Set.of(TRUTH, "nvse.log", "nvse_loader.log", "nvse_steam_loader.log");

    private final Process process;
    private final Path folder;

    private PracticeGame(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Copies the practice game as built into {@code folder}, which is made. */
    public static void copyTo(Path built, Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(built)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = folder.resolve(built.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    /**
     * Starts it in its own folder.
     *
     * @param winePrefix where Wine keeps its files; of no account on Windows
     * @param arguments  options of docs/practice-game.md; the truth goes where {@link #truth()} reads it
     */
    public static PracticeGame start(Path folder, Path winePrefix, List<String> arguments) throws IOException {
        return start(folder, winePrefix, Map.of(), arguments);
    }

    /** The same with additions to the environment. */
    public static PracticeGame start(Path folder, Path winePrefix, Map<String, String> environment,
            List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        if (!windows) {
            command.add("wine");
        }
        command.add(windows ? folder.resolve(EXECUTABLE).toString() : EXECUTABLE);
        command.addAll(arguments);
        command.addAll(List.of("--truth", TRUTH));
        Files.deleteIfExists(folder.resolve(TRUTH));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("WINEPREFIX", winePrefix.toAbsolutePath().toString(), "WINEDEBUG", "-all",
                "WINEDLLOVERRIDES", "mscoree,mshtml="));
        builder.environment().putIfAbsent("WINEARCH", "win32");
        builder.environment().putAll(environment);
        return new PracticeGame(builder.start(), folder);
    }

    /** The operating system's process. */
    public Process process() {
        return process;
    }

    /** Whether the game ended by itself within the time. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Its own count, written before it says good-bye to the plugins. */
    public PracticeTruth truth() throws IOException {
        return PracticeTruth.read(folder.resolve(TRUTH));
    }

    /** Whether the truth is on disk already: the workload is over. */
    public boolean hasTruth() {
        return Files.exists(folder.resolve(TRUTH));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).handle((ended, failure) -> null).join();
    }
}
