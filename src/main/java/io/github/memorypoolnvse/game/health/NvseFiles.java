package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.format.FileVersion;
import io.github.memorypoolnvse.format.PortableExecutable;
import io.github.memorypoolnvse.format.VersionResource;
import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.LaunchCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * The files of xNVSE that lie beside the executable, by name, with the version each carries: 0.6.4.8 for xNVSE
 * 6.4.8 (manager facts 3). A file without a readable version is there with 0.0.0.0.
 */
public record NvseFiles(SequencedMap<String, FileVersion> versions) {

    /** What the game loads. */
    public static final String LIBRARY = "nvse_1_4.dll";
    /** What loads plugins before the game's heap exists. */
    public static final String STEAM_LOADER = "nvse_steam_loader.dll";
    /** What starts the game with it. */
    public static final String LOADER = LaunchCommand.LOADER;
    /** All that belongs beside the executable, the library last. */
    public static final List<String> SHIPPED = List.of("nvse_editor_1_4.dll", STEAM_LOADER, LOADER, LIBRARY);

    static NvseFiles in(Path folder) {
        SequencedMap<String, FileVersion> versions = new LinkedHashMap<>();
        for (String name : new String[] {LIBRARY, STEAM_LOADER, LOADER}) {
            GamePath.existing(folder, name).ifPresent(file -> versions.put(name, version(file)));
        }
        return new NvseFiles(versions);
    }

    boolean has(String name) {
        return versions.containsKey(name);
    }

    /** The version of the library, the file that decides. */
    Optional<FileVersion> library() {
        return Optional.ofNullable(versions.get(LIBRARY));
    }

    boolean agree() {
        return new TreeSet<>(versions.values()).size() <= 1;
    }

    /** As people write it: 6.4.8. */
    public static String name(FileVersion version) {
        return version.minor() + "." + version.build() + "." + version.revision();
    }

    /** Each file with its version, for a sentence. */
    String listed() {
        StringBuilder list = new StringBuilder();
        for (Map.Entry<String, FileVersion> file : versions.entrySet()) {
            list.append(list.isEmpty() ? "" : ", ").append(file.getKey()).append(' ').append(name(file.getValue()));
        }
        return list.toString();
    }

    private static FileVersion version(Path file) {
        try {
            return PortableExecutable.read(file).version().map(VersionResource::file)
                    .orElse(new FileVersion(0, 0, 0, 0));
        } catch (IOException unreadable) {
            return new FileVersion(0, 0, 0, 0);
        }
    }
}
