package io.github.memorypoolnvse.deploy;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the manager did, kept beside the plugin: from it another manager, or this one after losing its own journal,
 * undoes everything to the byte.
 *
 * @param schema      of this record
 * @param entries     the files put in place, the receipt itself left out
 * @param directories those the manager made, outermost first
 */
record Receipt(int schema, List<Entry> entries, List<String> directories) {

    /** Its place in the game folder. */
    static final String TARGET = "Data/NVSE/Plugins/MemoryPoolNVSE/installed.json";

    private static final int SCHEMA = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Receipt of(List<Entry> entries, List<String> directories) {
        return new Receipt(SCHEMA, List.copyOf(entries), List.copyOf(directories));
    }

    byte[] bytes() {
        return MAPPER.writeValueAsBytes(this);
    }

    /**
     * The receipt in {@code json}; empty when it is damaged or a newer manager's. It may come from anywhere, and never
     * leads out of the folder.
     */
    static Optional<Receipt> parse(byte[] json) {
        try {
            Receipt receipt = MAPPER.readValue(json, Receipt.class);
            boolean complete = receipt.schema == SCHEMA && receipt.entries != null && receipt.directories != null
                    && receipt.entries.stream().allMatch(Entry::whole)
                    && receipt.directories.stream().allMatch(Entry::inside);
            return complete ? Optional.of(receipt) : Optional.empty();
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }
}
