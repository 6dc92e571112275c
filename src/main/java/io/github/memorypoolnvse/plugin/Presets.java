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
 * The budget presets, mildest first; a person's own come last.
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

    /**
     * The preset an INI was written with. One that is no longer there, or whose values are others by now, counts as
     * Custom, which keeps the INI's values.
     *
     * @param shipped those whose values no person changes
     * @return empty when the INI names none
     */
    public Optional<Preset> inPlace(PluginIni ini, Presets shipped) {
        return ini.preset().map(name -> find(name)
                .filter(preset -> shipped.find(name).isPresent() || preset.budgets().equals(ini.budgets(this)))
                .orElseGet(() -> find(Preset.CUSTOM).orElseThrow()));
    }

    /** The one offered first. */
    public Preset recommended() {
        return find("Recommended").orElseThrow();
    }
}
