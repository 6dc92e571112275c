package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.format.GamingRoot;
import io.github.memorypoolnvse.game.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Xbox app's folders on every drive. The game's executable there cannot be read, so a folder that looks right is
 * named all the same, to be explained (manager facts 1.4).
 */
public final class XboxFinder implements InstallFinder {

    private static final String TITLE = "Fallout- New Vegas Ultimate Edition (PC)";

    private final List<Path> drives;

    /**
     * @param drives roots of the drives to look at
     */
    public XboxFinder(List<Path> drives) {
        this.drives = List.copyOf(drives);
    }

    @Override
    public String id() {
        return "xbox";
    }

    @Override
    public void find(Findings findings) {
        for (Path drive : drives) {
            for (Path folder : gameFolders(drive, findings)) {
                Path content = folder.resolve(TITLE).resolve("Content");
                if (Files.isDirectory(content)) {
                    name(content, findings);
                }
            }
        }
    }

    private static void name(Path content, Findings findings) {
        try {
            for (Path folder : Languages.folders(content)) {
                findings.candidate(new Candidate(folder, Store.XBOX, Optional.empty(), Optional.empty()));
            }
        } catch (IOException locked) {
            findings.problem("file", content, String.valueOf(locked.getMessage()));
        }
    }

    private static List<Path> gameFolders(Path drive, Findings findings) {
        List<Path> folders = new ArrayList<>();
        folders.add(drive.resolve("Program Files").resolve("ModifiableWindowsApps"));
        Path file = drive.resolve(".GamingRoot");
        if (!Files.exists(file)) {
            return folders;
        }
        try {
            for (String relative : GamingRoot.parse(Files.readAllBytes(file))) {
                folders.add(drive.resolve(relative));
            }
        } catch (IOException | InvalidPathException damaged) {
            findings.problem("file", file, String.valueOf(damaged.getMessage()));
        }
        return folders;
    }
}
