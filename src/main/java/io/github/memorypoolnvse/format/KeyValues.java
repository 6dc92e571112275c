package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Valve's KeyValues text, as in libraryfolders.vdf and appmanifest_*.acf: keys with either a string or nested
 * pairs. Keys compare without case; duplicate keys are kept, the first one is found.
 */
public final class KeyValues {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_BYTES = 64 << 20;

    private final List<Pair> pairs;

    private KeyValues(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** A key with a string or with nested pairs. */
    public sealed interface Pair {

        String key();
    }

    public record Text(String key, String value) implements Pair {
    }

    public record Group(String key, KeyValues values) implements Pair {
    }

    /** In file order, duplicates included. */
    public List<Pair> pairs() {
        return pairs;
    }

    /** The first string under {@code key}. */
    public Optional<String> text(String key) {
        return pairs.stream()
                .filter(pair -> pair instanceof Text && pair.key().equalsIgnoreCase(key))
                .map(pair -> ((Text) pair).value())
                .findFirst();
    }

    /** The first nested pairs under {@code key}. */
    public Optional<KeyValues> group(String key) {
        return pairs.stream()
                .filter(pair -> pair instanceof Group && pair.key().equalsIgnoreCase(key))
                .map(pair -> ((Group) pair).values())
                .findFirst();
    }

    /** The nested pairs reached through each key in turn. */
    public Optional<KeyValues> path(String... keys) {
        Optional<KeyValues> values = Optional.of(this);
        for (String key : keys) {
            values = values.flatMap(inner -> inner.group(key));
        }
        return values;
    }

    /**
     * Reads a file in UTF-8, UTF-16 with a byte-order mark, or, when neither fits, Windows Latin.
     *
     * @throws MalformedException when the text is not KeyValues
     */
    public static KeyValues read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new MalformedException("too large for KeyValues text");
        }
        return parse(TextDecoding.decode(Files.readAllBytes(file)));
    }

    /** Reads text; what is missing at its end (closing braces, quotes) is an error. */
    public static KeyValues parse(String text) throws MalformedException {
        Parser parser = new Parser(text);
        return parser.values(0);
    }

    /** Reads bytes of any of the encodings {@link #read} knows. */
    public static KeyValues parse(byte[] bytes) throws MalformedException {
        return parse(TextDecoding.decode(bytes));
    }

    private static final class Parser {

        private final String text;
        private int position;

        Parser(String text) {
            this.text = text;
        }

        KeyValues values(int depth) throws MalformedException {
            if (depth > MAX_DEPTH) {
                throw new MalformedException("nested deeper than " + MAX_DEPTH);
            }
            List<Pair> pairs = new ArrayList<>();
            while (true) {
                skipBlank();
                if (atEnd()) {
                    if (depth > 0) {
                        throw new MalformedException("ends inside a group");
                    }
                    return new KeyValues(pairs);
                }
                if (text.charAt(position) == '}') {
                    if (depth == 0) {
                        throw new MalformedException("closing brace without a group at " + position);
                    }
                    position++;
                    return new KeyValues(pairs);
                }
                pairs.add(pair(depth));
            }
        }

        private Pair pair(int depth) throws MalformedException {
            String key = token();
            skipBlank();
            skipConditional();
            if (atEnd()) {
                throw new MalformedException("key without a value: " + key);
            }
            if (text.charAt(position) == '{') {
                position++;
                return new Group(key, values(depth + 1));
            }
            if (text.charAt(position) == '}') {
                throw new MalformedException("key without a value: " + key);
            }
            String value = token();
            skipSpaces();
            skipConditional();
            return new Text(key, value);
        }

        private String token() throws MalformedException {
            return text.charAt(position) == '"' ? quoted() : bare();
        }

        private String quoted() throws MalformedException {
            StringBuilder token = new StringBuilder();
            position++;
            while (!atEnd()) {
                char next = text.charAt(position++);
                if (next == '"') {
                    return token.toString();
                }
                if (next == '\\' && !atEnd()) {
                    appendEscape(token);
                } else {
                    token.append(next);
                }
            }
            throw new MalformedException("ends inside quotes");
        }

        private void appendEscape(StringBuilder token) {
            char escaped = text.charAt(position++);
            switch (escaped) {
                case 'n' -> token.append('\n');
                case 't' -> token.append('\t');
                case 'r' -> token.append('\r');
                case '\\', '"' -> token.append(escaped);
                // Hand-edited files hold Windows paths with single backslashes.
                default -> token.append('\\').append(escaped);
            }
        }

        private String bare() throws MalformedException {
            int start = position;
            while (!atEnd() && !isBlank(text.charAt(position)) && "{}\"".indexOf(text.charAt(position)) < 0) {
                position++;
            }
            if (position == start) {
                throw new MalformedException("unexpected character at " + position);
            }
            return text.substring(start, position);
        }

        /** Skips a platform conditional such as [$WIN32]. */
        private void skipConditional() {
            if (!atEnd() && text.charAt(position) == '[') {
                int end = text.indexOf(']', position);
                int line = text.indexOf('\n', position);
                if (end >= 0 && (line < 0 || end < line)) {
                    position = end + 1;
                    skipBlank();
                }
            }
        }

        private void skipSpaces() {
            while (!atEnd() && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
                position++;
            }
        }

        private void skipBlank() {
            while (!atEnd()) {
                if (isBlank(text.charAt(position))) {
                    position++;
                } else if (text.startsWith("//", position)) {
                    int line = text.indexOf('\n', position);
                    position = line < 0 ? text.length() : line + 1;
                } else {
                    return;
                }
            }
        }

        private static boolean isBlank(char character) {
            return character <= ' ' || character == '\uFEFF';
        }

        private boolean atEnd() {
            return position >= text.length();
        }
    }
}
