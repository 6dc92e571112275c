package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.Install;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the folder can be written, has room, and lies where games should lie (manager facts 2.2). */
public final class FolderCheck implements HealthCheck {

    private static final long NEEDED_BYTES = 64L << 20;
    private static final List<String> CLOUDS = List.of("onedrive", "dropbox", "google drive", "icloud drive",
            "iclouddrive", "nextcloud");
    private static final List<String> PLACES = List.of("Data/NVSE/Plugins", "Data/NVSE", "Data");
    private static final List<String> FILES = List.of("FalloutNV.exe", "Data/NVSE/Plugins/MemoryPoolNVSE.dll",
            "Data/NVSE/Plugins/MemoryPoolNVSE.ini");

    @Override
    public String id() {
        return "folder";
    }

    @Override
    public List<Finding> check(Install install) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path folder = install.folder();
        Path place = PLACES.stream().flatMap(name -> GamePath.existing(folder, name).stream()).findFirst()
                .orElse(folder);
        if (!Files.isWritable(place)) {
            findings.add(Finding.of(Severity.PROBLEM, "folder.notWritable", place));
        }
        long free = folder.toFile().getUsableSpace();
        if (free < NEEDED_BYTES) {
            findings.add(Finding.of(Severity.PROBLEM, "folder.full", free >> 20, NEEDED_BYTES >> 20));
        }
        writeProtected(install).forEach(file -> findings.add(
                Finding.of(Severity.WARNING, "folder.readOnly", file).mendedBy(Fix.MAKE_WRITABLE)));
        cloud(folder).ifPresent(name -> findings.add(Finding.of(Severity.WARNING, "folder.cloud", name)));
        if (inProgramFiles(folder)) {
            findings.add(Finding.of(Severity.INFO, "folder.programFiles"));
        }
        GamePath.existing(folder, "Data_Core").ifPresent(core ->
                findings.add(Finding.of(Severity.WARNING, "folder.amethyst", core)));
        return findings;
    }

    /** The files the manager may replace that are write-protected. */
    public static List<Path> writeProtected(Install install) {
        return FILES.stream()
                .flatMap(name -> GamePath.existing(install.folder(), name).stream())
                .filter(FolderCheck::readOnly)
                .toList();
    }

    private static boolean readOnly(Path file) {
        DosFileAttributeView view = Files.getFileAttributeView(file, DosFileAttributeView.class);
        try {
            return view != null && view.readAttributes().isReadOnly();
        } catch (IOException noSuchAttributes) {
            return false;
        }
    }

    private static Optional<String> cloud(Path folder) {
        for (Path part : folder) {
            String name = part.toString().toLowerCase(Locale.ROOT);
            if (CLOUDS.stream().anyMatch(cloud -> name.equals(cloud) || name.startsWith(cloud + " - "))) {
                return Optional.of(part.toString());
            }
        }
        return Optional.empty();
    }

    private static boolean inProgramFiles(Path folder) {
        for (Path part : folder) {
            if (part.toString().toLowerCase(Locale.ROOT).startsWith("program files")) {
                return !folder.toString().contains("drive_c");
            }
        }
        return false;
    }
}
