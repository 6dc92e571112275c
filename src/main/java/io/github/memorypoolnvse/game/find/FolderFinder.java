package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The folders the user chose by hand before. */
public final class FolderFinder implements InstallFinder {

    private final Supplier<List<Path>> folders;

    public FolderFinder(Supplier<List<Path>> folders) {
        this.folders = folders;
    }

    @Override
    public String id() {
        return "folder";
    }

    @Override
    public void find(Findings findings) {
        folders.get().forEach(folder -> findings.candidate(new Candidate(folder, Store.UNKNOWN)));
    }
}
