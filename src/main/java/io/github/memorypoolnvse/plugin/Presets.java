package io.github.memorypoolnvse.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The budget presets that ship, mildest first.
 *
 * @param engineDefaults the engine's own values in bytes, by name, in the engine's order (engine facts 3.1)
 * @param presets        in the order they are offered
 */
public record Presets(Map<String, Long> engineDefaults, List<Preset> presets) {

    public Presets {
        presets = List.copyOf(presets);
    }

    /** Reads presets.json. */
    public static Presets bundled() throws IOException {
        try (InputStream json = Objects.requireNonNull(Presets.class.getResourceAsStream("presets.json"))) {
            return JsonMapper.shared().readValue(json, Presets.class);
        } catch (JacksonException damaged) {
            throw new IOException("presets.json cannot be read", damaged);
        }
    }

    /** The preset of that name, compared without case. */
    public Optional<Preset> find(String id) {
        return presets.stream().filter(preset -> preset.id().equalsIgnoreCase(id)).findFirst();
    }

    /** The one offered first. */
    public Preset recommended() {
        return find("Recommended").orElseThrow();
    }
}
