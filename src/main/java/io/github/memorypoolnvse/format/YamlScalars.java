package io.github.memorypoolnvse.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The plain {@code key: value} lines of a YAML file with the keys they lie under, told by indentation. Enough for
 * the settings Lutris and Bottles write; flow collections, anchors and text over several lines are not read.
 */
public final class YamlScalars {

    private static final int MAX_LINES = 200_000;

    private final List<Scalar> scalars;

    private YamlScalars(List<Scalar> scalars) {
        this.scalars = List.copyOf(scalars);
    }

    /** One value and the keys that lead to it, outermost first, its own last. */
    public record Scalar(List<String> path, String value) {

        public Scalar {
            path = List.copyOf(path);
        }

        public String key() {
            return path.getLast();
        }
    }

    public static YamlScalars parse(String text) {
        List<Scalar> scalars = new ArrayList<>();
        Deque<Level> levels = new ArrayDeque<>();
        for (String line : (Iterable<String>) text.lines().limit(MAX_LINES)::iterator) {
            String content = line.strip();
            int colon = content.indexOf(':');
            boolean entry = colon > 0 && !content.startsWith("#")
                    && (colon + 1 == content.length() || content.charAt(colon + 1) == ' ');
            if (!entry) {
                continue;
            }
            int indent = line.indexOf(content);
            while (!levels.isEmpty() && levels.peek().indent >= indent) {
                levels.pop();
            }
            String key = unquoted(content.substring(0, colon).replaceFirst("^- ", ""));
            String value = unquoted(content.substring(colon + 1).strip());
            if (levels.size() >= 32) {
                continue;
            }
            levels.push(new Level(indent, key));
            if (!value.isEmpty()) {
                scalars.add(new Scalar(path(levels), value));
            }
        }
        return new YamlScalars(scalars);
    }

    /** In file order. */
    public List<Scalar> scalars() {
        return scalars;
    }

    /** The first value under exactly these keys. */
    public Optional<String> value(String... path) {
        return scalars.stream().filter(scalar -> scalar.path().equals(List.of(path))).map(Scalar::value).findFirst();
    }

    private record Level(int indent, String key) {
    }

    private static List<String> path(Deque<Level> levels) {
        List<String> path = new ArrayList<>();
        levels.descendingIterator().forEachRemaining(level -> path.add(level.key));
        return path;
    }

    private static String unquoted(String value) {
        boolean single = value.length() >= 2 && value.startsWith("'") && value.endsWith("'");
        boolean pair = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        if (single) {
            return value.substring(1, value.length() - 1).replace("''", "'");
        }
        return pair ? value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\") : value;
    }
}
