package io.github.memorypoolnvse.plugin;

import io.github.memorypoolnvse.format.IniDocument;
import io.github.memorypoolnvse.format.TextDecoding;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MemoryPoolNVSE.ini: the preset it holds, and the same file with another preset. Everything else stays. */
public final class PluginIni {

    /** Its place in the game folder. */
    public static final String TARGET = "Data/NVSE/Plugins/MemoryPoolNVSE.ini";
    /** The section of the budgets. */
    public static final String BUDGETS = "Budgets";

    /** As the plugin reads it: a comment behind a value needs a blank before its semicolon. */
    private static final Pattern COMMENT = Pattern.compile("(^|[ \\t]);.*");
    /** Within quotes a semicolon begins no comment. */
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"[ \\t]*(;.*)?|'([^']*)'[ \\t]*(;.*)?");

    private static final Pattern NUMBER = Pattern.compile("0[xX]([0-9a-fA-F]+)|[0-9]+");
    private static final long LARGEST_NUMBER = 0xFFFF_FFFFL;

    private final IniDocument document;

    private PluginIni(IniDocument document) {
        this.document = document;
    }

    /** The text that ships: every key with its meaning and its default. */
    public static PluginIni bundled() throws IOException {
        try (InputStream text = Objects.requireNonNull(PluginIni.class.getResourceAsStream("MemoryPoolNVSE.ini"))) {
            return new PluginIni(IniDocument.parse(text.readAllBytes()));
        }
    }

    /** Reads a file's bytes; nothing is malformed. What is UTF-16 becomes UTF-8, for the plugin reads no other. */
    public static PluginIni parse(byte[] bytes) {
        return new PluginIni(IniDocument.parseEdited(bytes));
    }

    /** Whether the plugin itself understands a file of these bytes; it takes one in UTF-16 for an empty one. */
    public static boolean readByPlugin(byte[] bytes) {
        return !TextDecoding.isUtf16(bytes);
    }

    public byte[] bytes() {
        return document.bytes();
    }

    /** The name of the preset last chosen, where the file says one. */
    public Optional<String> preset() {
        return value(BUDGETS, "Preset");
    }

    /** The budgets the file sets, in bytes, by the engine's name; those that are no number are left out. */
    public Map<String, Long> budgets(Presets presets) {
        Map<String, Long> budgets = new LinkedHashMap<>();
        for (String name : presets.engineDefaults().keySet()) {
            value(BUDGETS, name).flatMap(PluginIni::number).ifPresent(value -> budgets.put(name, value));
        }
        return budgets;
    }

    /** With the preset's name and values; a preset without values takes the known budgets out. */
    public PluginIni with(Preset preset, Presets presets) {
        IniDocument changed = document.with(BUDGETS, "Preset", preset.id());
        if (preset.keepsValues()) {
            return new PluginIni(changed);
        }
        for (String name : presets.engineDefaults().keySet()) {
            Long value = preset.budgets().get(name);
            changed = value == null ? changed.without(BUDGETS, name) : changed.with(BUDGETS, name, value.toString());
        }
        return new PluginIni(changed);
    }

    /** The value of one switch, without a comment behind it and one pair of quotes around it. */
    public Optional<String> value(String section, String key) {
        return document.written(section, key).map(PluginIni::said);
    }

    private static String said(String written) {
        Matcher quoted = QUOTED.matcher(written);
        if (quoted.matches()) {
            return quoted.group(1) != null ? quoted.group(1) : quoted.group(3);
        }
        String value = COMMENT.matcher(written).replaceFirst("").strip();
        boolean paired = value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        return paired ? value.substring(1, value.length() - 1) : value;
    }

    /** With one switch set. */
    public PluginIni with(String section, String key, String value) {
        return new PluginIni(document.with(section, key, value));
    }

    /**
     * A number as the plugin reads it: decimal, or hexadecimal behind 0x; empty for anything else. The largest that
     * 32 bits hold stands for every larger one.
     */
    public static Optional<Long> number(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return Optional.empty();
        }
        BigInteger value = number.group(1) != null ? new BigInteger(number.group(1), 16) : new BigInteger(text);
        return value.bitLength() > Long.SIZE ? Optional.empty()
                : Optional.of(value.min(BigInteger.valueOf(LARGEST_NUMBER)).longValueExact());
    }
}
