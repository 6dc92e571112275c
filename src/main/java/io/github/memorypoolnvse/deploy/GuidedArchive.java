package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The plugin as an archive in which Vortex or Mod Organizer 2 asks for the budget preset (a FOMOD). It holds the
 * settings once for each preset, made the way an install makes them. The same plugin always makes the same bytes.
 */
public final class GuidedArchive {

    /**
     * What the person reads while choosing.
     *
     * @param description what the plugin is
     * @param question    the heading of the choice
     * @param presets     one sentence by a preset's id
     */
    public record Words(String description, String question, Map<String, String> presets) {

        public Words {
            presets = Map.copyOf(presets);
        }
    }

    private final Payload payload;
    private final Presets presets;

    public GuidedArchive(Payload payload, Presets presets) {
        this.payload = payload;
        this.presets = presets;
    }

    /** The presets a person can choose: all but the one that means values of one's own. */
    public static List<Preset> offered(Presets presets) {
        return presets.presets().stream().filter(preset -> !preset.keepsValues()).toList();
    }

    /** Writes the archive; an existing file is replaced in one step. */
    public void write(Path archive, Words words) throws IOException {
        Map<String, byte[]> contents = PluginArchive.libraries(payload);
        FomodScript script = new FomodScript(payload.version(), words);
        contents.keySet().stream().sorted().forEach(script::always);
        String settings = PluginArchive.inData(PluginIni.TARGET);
        for (Preset preset : offered(presets)) {
            String source = "presets/" + preset.id() + "/" + settings;
            contents.put(source, PluginArchive.settings(preset, presets));
            script.choice(preset, preset.equals(presets.recommended()), source, settings);
        }
        contents.put("fomod/info.xml", script.info());
        contents.put("fomod/ModuleConfig.xml", script.moduleConfig());
        contents.put("LICENSES.txt", notices());
        StableZip.write(archive, contents);
    }

    private static byte[] notices() throws IOException {
        try (InputStream text = Objects.requireNonNull(Payload.class.getResourceAsStream("notices.txt"))) {
            return text.readAllBytes();
        }
    }
}
