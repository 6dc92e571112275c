package io.github.memorypoolnvse.plugin;

import io.github.memorypoolnvse.format.VersionedJsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One preset as a file to hand on: a marker, a version, the name, and budgets in bytes (docs/presets.md). */
public final class PresetJson {

    private static final String SCHEMA = "memorypool-preset";
    private static final int MAJOR = 1;
    private static final int MINOR = 0;
    /** More than any preset takes; a larger file is another one chosen by mistake. */
    private static final long LARGEST_FILE = 1 << 20;

    private final Map<String, Long> engine;

    /**
     * @param engine the engine's own budgets by name
     */
    public PresetJson(Map<String, Long> engine) {
        this.engine = engine;
    }

    /** Writes a preset; a file that is there is replaced in one step. */
    public void write(Path file, Preset preset) throws IOException {
        ObjectNode tree = JsonMapper.shared().createObjectNode();
        tree.put("schema", SCHEMA);
        tree.put("major", MAJOR);
        tree.put("minor", MINOR);
        tree.put("name", preset.id());
        ObjectNode budgets = tree.putObject("budgets");
        preset.budgets().forEach(budgets::put);
        VersionedJsonFile.replace(file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
    }

    /**
     * Reads a preset somebody handed on.
     *
     * @throws PresetException when it is none, or says what the engine does not know
     */
    public Preset read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new PresetException("none", file.getFileName());
        }
        JsonNode tree;
        try {
            tree = JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (JacksonException malformed) {
            TokenStreamLocation place = malformed.getLocation();
            throw new PresetException("malformed", file.getFileName(), place.getLineNr(), place.getColumnNr());
        }
        if (!tree.path("schema").asString("").equals(SCHEMA) || !tree.path("major").isInt()) {
            throw new PresetException("none", file.getFileName());
        }
        if (tree.path("major").asInt() > MAJOR) {
            throw new PresetException("newer", file.getFileName());
        }
        if (!(tree.path("budgets") instanceof ObjectNode named)) {
            throw new PresetException("noBudgets", file.getFileName());
        }
        Map<String, Long> budgets = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : named.properties()) {
            if (!engine.containsKey(each.getKey())) {
                throw new PresetException("unknown", each.getKey());
            }
            budgets.put(each.getKey(), PresetRules.bytes(each.getKey(), each.getValue()));
        }
        PresetRules.check(budgets, engine);
        return new Preset(PresetRules.name(tree.path("name").asString("")), budgets);
    }
}
