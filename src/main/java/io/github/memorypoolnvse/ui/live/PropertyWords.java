package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The plugin's text properties in a player's words; one without words of its own shows as the plugin wrote it. */
public final class PropertyWords {

    private static final String LARGE_FROM = "allocator.largeBlocksFrom";

    private final Texts texts;

    public PropertyWords(Texts texts) {
        this.texts = texts;
    }

    /** What the property is. */
    public String label(String key) {
        return texts.orElse("ui.property." + key, key);
    }

    /** What it says. */
    public String value(String key, String value) {
        return key.equals(LARGE_FROM) && value.matches("\\d{1,12}")
                ? Unit.BYTES.text(Long.parseLong(value), texts.locale()) : value;
    }

    /** All that say something, in the order of their keys, as one text. */
    public String sentence(Map<String, String> properties) {
        return new TreeMap<>(properties).entrySet().stream().filter(each -> !each.getValue().isEmpty())
                .map(each -> texts.of("ui.property.said", label(each.getKey()), value(each.getKey(), each.getValue())))
                .collect(Collectors.joining(" \u00b7 "));
    }
}
