package io.github.memorypoolnvse.game;

import io.github.memorypoolnvse.format.FileVersion;
import io.github.memorypoolnvse.format.MalformedException;
import io.github.memorypoolnvse.format.PortableExecutable;
import io.github.memorypoolnvse.format.VersionResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says whether a folder is an install, and which build of the game it holds. */
public final class InstallInspector {

    /** The only version xNVSE and the plugin know. */
    public static final FileVersion SUPPORTED = new FileVersion(1, 4, 0, 525);

    private static final FileVersion EPIC = new FileVersion(1, 4, 0, 1338);
    private static final String EXECUTABLE = "FalloutNV.exe";
    private static final String PRACTICE_NAME = "practice game";

    /** The facts of {@code folder}'s executable; empty when it has none. */
    public Optional<ExecutableFacts> executable(Path folder) {
        return GamePath.existing(folder, EXECUTABLE).filter(Files::isRegularFile).map(InstallInspector::facts);
    }

    /** Whose copy {@code folder} is by the files each store leaves (manager facts 1.2). */
    public Store storeByFiles(Path folder, ExecutableFacts executable) {
        if (executable.variant() == Variant.PRACTICE) {
            return Store.PRACTICE;
        }
        if (has(folder, "installscript.vdf") || has(folder, "steam_api.dll")) {
            return Store.STEAM;
        }
        if (has(folder, "goggame-1454587428.ico") || has(folder, "goggame-1454587428.info")
                || has(folder, "Galaxy.dll")) {
            return Store.GOG;
        }
        if (has(folder, "EOSSDK-Win32-Shipping.dll")) {
            return Store.EPIC;
        }
        Path parent = folder.toAbsolutePath().normalize().getParent();
        return parent != null && has(parent, "appxmanifest.xml") ? Store.XBOX : Store.UNKNOWN;
    }

    private static boolean has(Path folder, String name) {
        return GamePath.existing(folder, name).isPresent();
    }

    private static ExecutableFacts facts(Path file) {
        long size = size(file);
        try {
            PortableExecutable image = PortableExecutable.read(file);
            Optional<FileVersion> version = image.version().map(VersionResource::file);
            return new ExecutableFacts(file, variant(image), version, image.largeAddressAware(), size);
        } catch (MalformedException notAnExecutable) {
            return new ExecutableFacts(file, Variant.UNKNOWN, Optional.empty(), false, size);
        } catch (IOException unreadable) {
            return new ExecutableFacts(file, Variant.UNREADABLE, Optional.empty(), false, size);
        }
    }

    private static Variant variant(PortableExecutable image) {
        if (image.version().filter(version -> version.mentions(PRACTICE_NAME)).isPresent()) {
            return Variant.PRACTICE;
        }
        if (image.machine() != PortableExecutable.MACHINE_I386) {
            return Variant.UNKNOWN;
        }
        if (image.hasSection("UPX0")) {
            return Variant.PACKED;
        }
        if (image.pdbPath().filter(path -> path.endsWith("FalloutNVng.pdb")).isPresent()) {
            return Variant.NO_GORE;
        }
        Optional<FileVersion> version = image.version().map(VersionResource::file);
        if (version.isEmpty()) {
            return Variant.UNKNOWN;
        }
        if (version.get().equals(EPIC)) {
            return Variant.EPIC;
        }
        if (!version.get().equals(SUPPORTED)) {
            return Variant.OTHER_VERSION;
        }
        boolean wrapped = image.hasSection(".bind");
        if (wrapped) {
            return image.largeAddressAware() ? Variant.FOUR_GB_PATCHED : Variant.STEAM_WRAPPED;
        }
        return Variant.PLAIN;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
