package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The text in which Wine keeps a registry ("WINE REGISTRY Version 2"; system.reg, user.reg): keys in brackets
 * with doubled backslashes, then {@code "name"="value"} lines. Only strings are kept; a damaged line is skipped.
 */
public final class RegistryText {

    private static final int MAX_BYTES = 256 << 20;
    private static final String SIGNATURE = "WINE REGISTRY Version";

    private final Map<String, Map<String, String>> keys;

    private RegistryText(Map<String, Map<String, String>> keys) {
        this.keys = keys;
    }

    /**
     * Reads a file.
     *
     * @throws MalformedException when it is not Wine's registry
     */
    public static RegistryText read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new MalformedException("too large for a registry");
        }
        return parse(TextDecoding.decode(Files.readAllBytes(file)));
    }

    public static RegistryText parse(String text) throws MalformedException {
        if (!text.startsWith(SIGNATURE)) {
            throw new MalformedException("does not start with \"" + SIGNATURE + "\"");
        }
        Map<String, Map<String, String>> keys = new TreeMap<>();
        Map<String, String> current = new HashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("[")) {
                current = keys.computeIfAbsent(key(line), _ -> new HashMap<>());
            } else if (line.startsWith("\"")) {
                addValue(line, current);
            }
        }
        return new RegistryText(keys);
    }

    /** The string {@code name} of {@code key}, both in any case; the key with single backslashes. */
    public Optional<String> value(String key, String name) {
        return Optional.ofNullable(keys.get(lower(key))).map(values -> values.get(lower(name)));
    }

    /** The last parts of the keys right below {@code key}, in lower case. */
    public List<String> children(String key) {
        String prefix = lower(key) + "\\";
        List<String> children = new ArrayList<>();
        for (String candidate : keys.keySet()) {
            if (candidate.startsWith(prefix)) {
                String rest = candidate.substring(prefix.length());
                String child = rest.contains("\\") ? rest.substring(0, rest.indexOf('\\')) : rest;
                if (!children.contains(child)) {
                    children.add(child);
                }
            }
        }
        return children;
    }

    private static String key(String line) {
        int end = line.lastIndexOf(']');
        return lower(line.substring(1, end < 0 ? line.length() : end).replace("\\\\", "\\"));
    }

    private static void addValue(String line, Map<String, String> values) {
        Optional<Quoted> name = quoted(line, 0);
        if (name.isEmpty() || !line.startsWith("=", name.get().end)) {
            return;
        }
        int start = name.get().end + 1;
        int quote = line.startsWith("str(", start) ? line.indexOf('"', start) : start;
        if (quote >= 0) {
            quoted(line, quote).ifPresent(value -> values.put(lower(name.get().text), value.text));
        }
    }

    private record Quoted(String text, int end) {
    }

    private static Optional<Quoted> quoted(String line, int start) {
        if (start >= line.length() || line.charAt(start) != '"') {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        int at = start + 1;
        while (at < line.length()) {
            char next = line.charAt(at++);
            if (next == '"') {
                return Optional.of(new Quoted(text.toString(), at));
            }
            if (next == '\\' && at < line.length()) {
                at = unescape(line, at, text);
            } else {
                text.append(next);
            }
        }
        return Optional.empty();
    }

    private static int unescape(String line, int at, StringBuilder text) {
        char escaped = line.charAt(at);
        if (escaped == 'x') {
            int end = at + 1;
            int code = 0;
            while (end < line.length() && end < at + 5 && Character.digit(line.charAt(end), 16) >= 0) {
                code = code * 16 + Character.digit(line.charAt(end), 16);
                end++;
            }
            text.append((char) code);
            return end;
        }
        text.append(switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            default -> escaped;
        });
        return at + 1;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
