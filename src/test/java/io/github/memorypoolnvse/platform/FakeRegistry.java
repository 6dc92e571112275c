package io.github.memorypoolnvse.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A Windows registry of a test. */
public final class FakeRegistry implements Registry {

    private final Map<String, String> values = new HashMap<>();

    public FakeRegistry put(Hive hive, View view, String key, String name, String value) {
        values.put(id(hive, view, key, name), value);
        return this;
    }

    @Override
    public Optional<String> value(Hive hive, View view, String key, String name) {
        return Optional.ofNullable(values.get(id(hive, view, key, name)));
    }

    @Override
    public List<String> children(Hive hive, View view, String key) {
        return List.of();
    }

    private static String id(Hive hive, View view, String key, String name) {
        return (hive + "/" + view + "/" + key + "/" + name).toLowerCase(Locale.ROOT);
    }
}
