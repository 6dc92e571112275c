package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mod Organizer 2: the game folder of each instance, global or portable; stock-game copies are found only here. */
public final class OrganizerFinder implements InstallFinder {

    private static final String INI = "ModOrganizer.ini";
    private static final long MAX_BYTES = 4 << 20;

    private final List<Path> globalFolders;
    private final List<Path> portableFolders;

    /**
     * @param globalFolders   folders with one instance a sub-folder, such as %LOCALAPPDATA%\ModOrganizer
     * @param portableFolders folders that may be an instance themselves
     */
    public OrganizerFinder(List<Path> globalFolders, List<Path> portableFolders) {
        this.globalFolders = List.copyOf(globalFolders);
        this.portableFolders = List.copyOf(portableFolders);
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

    private static void name(Path ini, String gamePath, Findings findings) {
        Optional<Path> folder = StoredPath.of(gamePath).or(() -> inPrefixOf(ini, gamePath));
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
        for (Path folder : globalFolders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> instances = Files.newDirectoryStream(folder, Files::isDirectory)) {
                instances.forEach(instance -> files.add(instance.resolve(INI)));
            } catch (DirectoryIteratorException failed) {
                throw failed.getCause();
            }
        }
        portableFolders.forEach(folder -> files.add(folder.resolve(INI)));
        files.removeIf(file -> !Files.isRegularFile(file));
        return files;
    }
}
