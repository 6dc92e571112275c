package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.Payload.PayloadFile;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The plugin as an archive that Vortex and Mod Organizer 2 install: paths below the game's Data folder. The same
 * plugin and preset always make the same bytes.
 */
public final class PluginArchive {

    private static final String DATA = "Data/";

    private final Payload payload;
    private final Presets presets;

    public PluginArchive(Payload payload, Presets presets) {
        this.payload = payload;
        this.presets = presets;
    }

    /** Writes the archive with {@code preset} in its settings; an existing file is replaced in one step. */
    public void write(Path archive, Preset preset) throws IOException {
        Map<String, byte[]> contents = libraries(payload);
        contents.put(inData(PluginIni.TARGET), settings(preset, presets));
        StableZip.write(archive, contents);
    }

    /** What is the same with every preset: the plugin and its allocators, by their paths below Data. */
    static Map<String, byte[]> libraries(Payload payload) throws IOException {
        Map<String, byte[]> libraries = new HashMap<>();
        for (PayloadFile file : payload.files()) {
            libraries.put(inData(file.target()), payload.read(file));
        }
        return libraries;
    }

    /** The settings that ship, with a preset in them. */
    static byte[] settings(Preset preset, Presets presets) throws IOException {
        return PluginIni.bundled().with(preset, presets).bytes();
    }

    /** A place in the game folder, seen from its Data folder. */
    static String inData(String target) throws IOException {
        if (!target.startsWith(DATA)) {
            throw new IOException("not inside Data: " + target);
        }
        return target.substring(DATA.length());
    }
}
