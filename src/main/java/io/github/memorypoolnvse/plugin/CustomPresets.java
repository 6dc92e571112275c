package io.github.memorypoolnvse.plugin;

import io.github.memorypoolnvse.format.VersionedJsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The presets a person made, in one file, across versions as {@link VersionedJsonFile} says. The file is read anew
 * for every question and change, as commands and the window share it. An entry that is not understood is not offered
 * and stays in the file. For any thread; every method blocks on the disk.
 */
public final class CustomPresets {

    private static final Logger LOG = LoggerFactory.getLogger(CustomPresets.class);
    private static final int MAJOR = 1;
    private static final int MINOR = 0;
    private static final String NAME = "name";
    private static final String BUDGETS = "budgets";

    private final VersionedJsonFile file;
    private final Presets shipped;

    /** A preset taken out, to be put back as it was. */
    public static final class Removed {

        private final int index;
        private final ObjectNode entry;

        private Removed(int index, ObjectNode entry) {
            this.index = index;
            this.entry = entry;
        }

        /** What it is called. */
        public String name() {
            return entry.path(NAME).asString("");
        }
    }

    /**
     * @param shipped whose names are taken and whose budgets are the known ones
     */
    public CustomPresets(Path file, Presets shipped) {
        this.file = new VersionedJsonFile(file, MAJOR, MINOR);
        this.shipped = shipped;
    }

    /** All of them, in the order they were made. */
    public synchronized List<Preset> all() {
        return presets(entries(file.read()));
    }

    /** Those that ship, then one's own. */
    public Presets offered() {
        List<Preset> offered = new ArrayList<>(shipped.presets());
        offered.addAll(all());
        return new Presets(shipped.engineDefaults(), offered);
    }

    /**
     * Adds a preset.
     *
     * @throws PresetException when its name or a budget is refused, or the file is a newer manager's
     */
    public synchronized void add(Preset preset) throws IOException {
        ObjectNode tree = writable();
        ArrayNode entries = entries(tree);
        refuseTaken(PresetRules.name(preset.id()), presets(entries));
        fill(entries.addObject(), preset);
        file.write(tree);
    }

    /**
     * Adds a preset under a name nobody has yet: its own, else the same with a number.
     *
     * @return that name
     * @throws PresetException as {@link #add}
     */
    public synchronized String addFreely(Preset preset) throws IOException {
        String name = PresetRules.free(preset.id(), offered().presets());
        add(new Preset(name, preset.budgets()));
        return name;
    }

    /**
     * Puts another preset in one's place; what a newer manager noted with it stays.
     *
     * @throws PresetException as {@link #add}, and when there is none of that name
     */
    public synchronized void replace(String name, Preset preset) throws IOException {
        ObjectNode tree = writable();
        ArrayNode entries = entries(tree);
        ObjectNode entry = (ObjectNode) entries.get(index(entries, name));
        refuseTaken(PresetRules.name(preset.id()),
                presets(entries).stream().filter(each -> !each.id().equals(name)).toList());
        fill(entry, preset);
        file.write(tree);
    }

    /**
     * Sets one budget of a preset as it is by now.
     *
     * @param bytes empty for the engine's own
     * @throws PresetException as {@link #replace}
     */
    public synchronized void edit(String name, String budget, Optional<Long> bytes) throws IOException {
        Preset preset = all().stream().filter(each -> each.id().equals(name)).findFirst()
                .orElseThrow(() -> new PresetException("gone", name));
        Map<String, Long> budgets = new LinkedHashMap<>(preset.budgets());
        bytes.ifPresentOrElse(value -> budgets.put(budget, value), () -> budgets.remove(budget));
        replace(name, new Preset(name, budgets));
    }

    /**
     * Takes a preset out; {@link #restore} undoes it.
     *
     * @throws PresetException when there is none of that name, or the file is a newer manager's
     */
    public synchronized Removed remove(String name) throws IOException {
        ObjectNode tree = writable();
        ArrayNode entries = entries(tree);
        int index = index(entries, name);
        Removed removed = new Removed(index, (ObjectNode) entries.remove(index));
        file.write(tree);
        return removed;
    }

    /**
     * Puts a preset back where it was.
     *
     * @throws PresetException when its name is taken by now, or the file is a newer manager's
     */
    public synchronized void restore(Removed removed) throws IOException {
        ObjectNode tree = writable();
        ArrayNode entries = entries(tree);
        refuseTaken(removed.entry.path(NAME).asString(""), presets(entries));
        entries.insert(Math.min(removed.index, entries.size()), removed.entry);
        file.write(tree);
    }

    private ObjectNode writable() throws IOException {
        ObjectNode tree = file.readToWrite();
        if (file.standing() == VersionedJsonFile.Standing.NEWER) {
            throw new PresetException("readOnly");
        }
        return tree;
    }

    private void refuseTaken(String name, List<Preset> others) throws PresetException {
        if (PresetRules.has(shipped.presets(), name) || PresetRules.has(others, name)) {
            throw new PresetException("taken", name);
        }
    }

    private void fill(ObjectNode entry, Preset preset) throws PresetException {
        PresetRules.check(preset.budgets(), shipped.engineDefaults());
        entry.put(NAME, PresetRules.name(preset.id()));
        ObjectNode budgets = entry.path(BUDGETS) instanceof ObjectNode there ? there : entry.putObject(BUDGETS);
        budgets.remove(shipped.engineDefaults().keySet());
        preset.budgets().forEach(budgets::put);
    }

    private static int index(ArrayNode entries, String name) throws PresetException {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof ObjectNode entry && entry.path(NAME).asString("").equals(name)) {
                return i;
            }
        }
        throw new PresetException("gone", name);
    }

    private static ArrayNode entries(ObjectNode tree) {
        return tree.path("presets") instanceof ArrayNode there ? there : tree.putArray("presets");
    }

    private List<Preset> presets(ArrayNode entries) {
        List<Preset> understood = new ArrayList<>();
        for (JsonNode entry : entries) {
            try {
                Preset preset = preset(entry);
                refuseTaken(preset.id(), understood);
                understood.add(preset);
            } catch (PresetException refused) {
                LOG.warn("a preset is left out: {}", refused.getMessage());
            }
        }
        return understood;
    }

    /** A budget this manager does not know is a newer one's: left out here, kept in the file. */
    private Preset preset(JsonNode entry) throws PresetException {
        Map<String, Long> budgets = new LinkedHashMap<>();
        for (String name : shipped.engineDefaults().keySet()) {
            JsonNode value = entry.path(BUDGETS).path(name);
            if (!value.isMissingNode()) {
                budgets.put(name, PresetRules.bytes(name, value));
            }
        }
        PresetRules.check(budgets, shipped.engineDefaults());
        return new Preset(PresetRules.name(entry.path(NAME).asString("")), budgets);
    }
}
