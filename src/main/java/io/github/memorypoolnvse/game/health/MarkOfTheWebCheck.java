package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.platform.FileMarks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Files of xNVSE or the plugin that Windows still holds for downloads (manager facts 2.2). */
public final class MarkOfTheWebCheck implements HealthCheck {

    private static final List<String> FILES = List.of(NvseFiles.LIBRARY, NvseFiles.STEAM_LOADER, NvseFiles.LOADER,
            "Data/NVSE/Plugins/MemoryPoolNVSE.dll", "Data/NVSE/Plugins/MemoryPoolNVSE/rpmalloc.dll",
            "Data/NVSE/Plugins/MemoryPoolNVSE/jemalloc.dll");

    private final FileMarks marks;

    public MarkOfTheWebCheck(FileMarks marks) {
        this.marks = marks;
    }

    @Override
    public String id() {
        return "mark";
    }

    @Override
    public List<Finding> check(Install install) {
        List<Path> marked = marked(install);
        return marked.isEmpty()
                ? List.of()
                : List.of(Finding.of(Severity.WARNING, "mark.web", marked.stream()
                        .map(file -> file.getFileName().toString())
                        .collect(Collectors.joining(", "))).mendedBy(Fix.UNBLOCK_FILES));
    }

    /** The files the mark is on. */
    public List<Path> marked(Install install) {
        return FILES.stream()
                .flatMap(name -> GamePath.existing(install.folder(), name).stream())
                .filter(marks::fromInternet)
                .toList();
    }
}
