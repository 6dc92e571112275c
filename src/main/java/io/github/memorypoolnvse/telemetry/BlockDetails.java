package io.github.memorypoolnvse.telemetry;

import java.util.List;
import java.util.Map;

/**
 * What a block says beside its numbers.
 *
 * @param properties such as {@code plugin.version}, in the plugin's order
 */
public record BlockDetails(Map<String, String> properties, List<Patch> patches, List<Budget> budgets) {

    public static final BlockDetails NONE = new BlockDetails(Map.of(), List.of(), List.of());

    /** A property, or the empty text. */
    public String property(String key) {
        return properties.getOrDefault(key, "");
    }
}
