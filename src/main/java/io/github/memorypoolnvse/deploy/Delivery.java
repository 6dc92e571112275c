package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.format.MalformedException;
import io.github.memorypoolnvse.format.PortableExecutable;
import io.github.memorypoolnvse.format.VersionResource;
import io.github.memorypoolnvse.game.health.NvseFiles;
import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.PluginIni;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a zip archive or an unpacked folder brings that the manager can put in place. */
public sealed interface Delivery {

    /**
     * The plugin this manager carries.
     *
     * @param preset the name of the preset in the settings that came with it; empty for none
     */
    record Ours(String version, Optional<String> preset) implements Delivery {
    }

    /** A plugin of that name which is not the one this manager carries: another version, or an altered one. */
    record Other(String version) implements Delivery {
    }

    /**
     * xNVSE.
     *
     * @param version as people write it, such as 6.4.8
     * @param files   by their places in the game folder
     */
    record Nvse(String version, Map<String, byte[]> files) implements Delivery {

        public Nvse {
            files = Map.copyOf(files);
        }
    }

    /** Neither of them. */
    record Nothing() implements Delivery {
    }

    /**
     * Looks what {@code place} brings. Blocking.
     *
     * @param place a folder or a zip archive
     * @throws java.util.zip.ZipException when a file is no zip archive
     */
    static Delivery of(Path place, Payload payload) throws IOException {
        try (FileSet files = FileSet.open(place)) {
            Optional<Delivery> plugin = plugin(files, payload);
            return plugin.isPresent() ? plugin.get() : nvse(files).orElse(new Nothing());
        }
    }

    private static Optional<Delivery> plugin(FileSet files, Payload payload) throws IOException {
        String inData = PluginArchive.inData(payload.plugin().target());
        Optional<String> folder = files.folderOf(inData);
        Optional<byte[]> library = folder.isPresent() ? files.read(folder.get() + inData) : Optional.empty();
        if (library.isEmpty()) {
            return Optional.empty();
        }
        Fingerprint carried = new Fingerprint(payload.plugin().size(), payload.plugin().sha256());
        if (!Fingerprint.of(library.get()).equals(carried)) {
            return Optional.of(new Other(resource(library.get())
                    .map(says -> says.string("ProductVersion").orElse(says.file().toString())).orElse("?")));
        }
        Optional<String> preset = files.read(folder.get() + PluginArchive.inData(PluginIni.TARGET))
                .flatMap(settings -> PluginIni.parse(settings).preset());
        return Optional.of(new Ours(payload.version(), preset));
    }

    /** Only a whole one: its library, what loads it early, and what starts the game with it. */
    private static Optional<Delivery> nvse(FileSet files) throws IOException {
        Optional<String> folder = files.folderOf(NvseFiles.LIBRARY);
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (String name : NvseFiles.SHIPPED) {
            files.read(folder.get() + name).ifPresent(content -> found.put(name, content));
        }
        byte[] library = found.get(NvseFiles.LIBRARY);
        boolean whole = library != null
                && found.keySet().containsAll(List.of(NvseFiles.STEAM_LOADER, NvseFiles.LOADER));
        return whole
                ? resource(library).map(says -> new Nvse(NvseFiles.name(says.file()), found))
                : Optional.empty();
    }

    private static Optional<VersionResource> resource(byte[] library) throws IOException {
        try {
            return PortableExecutable.parse(library).version();
        } catch (MalformedException noLibrary) {
            return Optional.empty();
        }
    }
}
