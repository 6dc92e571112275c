package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Mod Organizer 2: the game folder of each instance, global or portable; stock-game copies are found only here. */
public final class OrganizerFinder implements InstallFinder {

    private static final String INI = "ModOrganizer.ini";
    private static final String PROGRAM = "ModOrganizer.exe";
    /** How a path inside the instance's base begins. */
    private static final String BASE = "%BASE_DIR%/";
    private static final long MAX_BYTES = 4 << 20;

    private final Supplier<List<Path>> globalFolders;
    private final Supplier<List<Path>> portableFolders;

    /**
     * @param globalFolders   folders with one instance a sub-folder, such as %LOCALAPPDATA%\ModOrganizer
     * @param portableFolders folders that may be an instance themselves
     */
    public OrganizerFinder(List<Path> globalFolders, List<Path> portableFolders) {
        this(() -> globalFolders, () -> portableFolders);
    }

    /** The same for folders that are to be asked for at each search. */
    OrganizerFinder(Supplier<List<Path>> globalFolders, Supplier<List<Path>> portableFolders) {
        this.globalFolders = globalFolders;
        this.portableFolders = portableFolders;
    }

    @Override
    public String id() {
        return "organizer";
    }

    @Override
    public void find(Findings findings) throws IOException {
        for (Path ini : instances()) {
            try {
                Optional<OrganizerInstance> instance = Files.size(ini) > MAX_BYTES
                        ? Optional.empty()
                        : OrganizerInstance.parse(Files.readAllBytes(ini));
                instance.filter(OrganizerInstance::managesTheGame)
                        .ifPresent(found -> name(ini, found.gamePath(), findings));
            } catch (IOException unreadable) {
                findings.problem("file", ini, String.valueOf(unreadable.getMessage()));
            }
        }
    }

    /** The folders that hold the mods of each instance that manages {@code game}; those that exist. */
    public List<Path> modFolders(Path game) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path ini : instances()) {
            instance(ini)
                    .filter(OrganizerInstance::managesTheGame)
                    .filter(instance -> manages(ini, instance, game))
                    .flatMap(instance -> modFolder(ini, instance))
                    .filter(Files::isDirectory)
                    .filter(folder -> !folders.contains(folder))
                    .ifPresent(folders::add);
        }
        return folders;
    }

    /**
     * The organizer's own program of the first instance that manages {@code game}; only a portable instance has it
     * beside its settings.
     */
    public Optional<Path> program(Path game) throws IOException {
        return instances().stream()
                .filter(ini -> instance(ini).filter(OrganizerInstance::managesTheGame)
                        .filter(found -> manages(ini, found, game)).isPresent())
                .map(ini -> ini.resolveSibling(PROGRAM))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** One that cannot be read leaves the others as they are. */
    private static Optional<OrganizerInstance> instance(Path ini) {
        try {
            return Files.size(ini) > MAX_BYTES ? Optional.empty() : OrganizerInstance.parse(Files.readAllBytes(ini));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean manages(Path ini, OrganizerInstance instance, Path game) {
        try {
            Optional<Path> managed = resolve(ini, instance.gamePath());
            return managed.isPresent() && Files.isSameFile(managed.get(), game);
        } catch (IOException missing) {
            return false;
        }
    }

    /** Where the instance keeps its mods: its own word, else mods below its base (manager facts 2.3). */
    private static Optional<Path> modFolder(Path ini, OrganizerInstance instance) {
        Optional<Path> base = instance.baseDirectory().isPresent()
                ? resolve(ini, instance.baseDirectory().get())
                : Optional.ofNullable(ini.toAbsolutePath().getParent());
        Optional<String> named = instance.modDirectory();
        if (named.isEmpty()) {
            return base.map(folder -> folder.resolve("mods"));
        }
        String words = named.get().replace('\\', '/');
        return words.startsWith(BASE)
                ? base.flatMap(folder -> below(folder, words.substring(BASE.length())))
                : resolve(ini, named.get());
    }

    private static Optional<Path> below(Path folder, String relative) {
        try {
            return Optional.of(folder.resolve(relative));
        } catch (InvalidPathException notHere) {
            return Optional.empty();
        }
    }

    private static Optional<Path> resolve(Path ini, String stored) {
        return StoredPath.of(stored).or(() -> inPrefixOf(ini, stored));
    }

    private static void name(Path ini, String gamePath, Findings findings) {
        Optional<Path> folder = resolve(ini, gamePath);
        if (folder.isPresent()) {
            findings.candidate(new Candidate(folder.get(), Store.UNKNOWN));
        } else {
            findings.problem("path", gamePath);
        }
    }

    /** An instance that runs under Wine spells its paths as that prefix does; drive Z is this machine's root. */
    private static Optional<Path> inPrefixOf(Path ini, String windowsPath) {
        Path folder = ini.toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("system.reg"))) {
            folder = folder.getParent();
        }
        return PrefixPath.toHost(folder == null ? ini.resolveSibling("no-prefix") : folder, windowsPath);
    }

    private List<Path> instances() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : globalFolders.get()) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> instances = Files.newDirectoryStream(folder, Files::isDirectory)) {
                instances.forEach(instance -> files.add(instance.resolve(INI)));
            } catch (DirectoryIteratorException failed) {
                throw failed.getCause();
            }
        }
        portableFolders.get().forEach(folder -> files.add(folder.resolve(INI)));
        files.removeIf(file -> !Files.isRegularFile(file));
        return files;
    }
}
