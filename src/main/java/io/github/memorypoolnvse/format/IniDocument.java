package io.github.memorypoolnvse.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An INI file that keeps what it does not change: order, comments, blanks, line ends and every byte of text in
 * whatever encoding. Read as Windows' profile functions do: the first section and the first key of a name win,
 * names compare without case, a semicolon at the start of a line makes a comment, quotes around a value go.
 * Immutable; changes return a new document.
 */
public final class IniDocument {

    private static final String UTF_8_MARK = "\u00EF\u00BB\u00BF";

    /** The byte-order mark before the first line; empty for none. */
    private final String mark;
    private final List<Line> lines;

    private IniDocument(String mark, List<Line> lines) {
        this.mark = mark;
        this.lines = List.copyOf(lines);
    }

    /** A line's text and its own end: "\r\n", "\n", "\r" or nothing at the end of the file. */
    private record Line(String text, String end) {

        Optional<String> section() {
            String trimmed = text.strip();
            int close = trimmed.indexOf(']');
            return trimmed.startsWith("[") && close > 0
                    ? Optional.of(trimmed.substring(1, close).strip())
                    : Optional.empty();
        }

        Optional<String> key() {
            String trimmed = text.strip();
            int equals = text.indexOf('=');
            return equals < 0 || trimmed.startsWith(";") || trimmed.startsWith("[")
                    ? Optional.empty()
                    : Optional.of(text.substring(0, equals).strip());
        }

        String written() {
            return text.substring(text.indexOf('=') + 1).strip();
        }

        String value() {
            String value = written();
            boolean quoted = value.length() >= 2 && (value.startsWith("\"") && value.endsWith("\"")
                    || value.startsWith("'") && value.endsWith("'"));
            return quoted ? value.substring(1, value.length() - 1) : value;
        }
    }

    /** Reads any bytes; nothing is malformed. */
    public static IniDocument parse(byte[] bytes) {
        // One char a byte keeps every encoding through a round trip.
        return parse(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Reads a file that a text editor wrote: a mark of UTF-8 stays before the first line, UTF-16 becomes UTF-8. */
    public static IniDocument parseEdited(byte[] bytes) {
        if (TextDecoding.isUtf16(bytes)) {
            return parse(TextDecoding.decode(bytes).getBytes(StandardCharsets.UTF_8));
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.startsWith(UTF_8_MARK)
                ? parse(UTF_8_MARK, text.substring(UTF_8_MARK.length()))
                : parse(text);
    }

    /** Reads text whose characters are the file's bytes, or ASCII. */
    public static IniDocument parse(String text) {
        return parse("", text);
    }

    private static IniDocument parse(String mark, String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            int next = end;
            if (next < text.length()) {
                next += text.startsWith("\r\n", next) ? 2 : 1;
            }
            lines.add(new Line(text.substring(start, end), text.substring(end, next)));
            start = next;
        }
        return new IniDocument(mark, lines);
    }

    /** The bytes that were read, changed only where asked. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(mark);
        lines.forEach(line -> text.append(line.text).append(line.end));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The value of the first {@code key} in the first {@code section}. */
    public Optional<String> value(String section, String key) {
        int line = keyLine(section, key);
        return line < 0 ? Optional.empty() : Optional.of(lines.get(line).value());
    }

    /** What stands behind the equals sign there: quotes and whatever somebody takes for a comment included. */
    public Optional<String> written(String section, String key) {
        int line = keyLine(section, key);
        return line < 0 ? Optional.empty() : Optional.of(lines.get(line).written());
    }

    /** The keys of the first {@code section}, as written, in order. */
    public List<String> keys(String section) {
        int header = sectionLine(section);
        return header < 0
                ? List.of()
                : lines.subList(header + 1, sectionEnd(header)).stream().flatMap(line -> line.key().stream()).toList();
    }

    /** With {@code key} set: in its line where there is one, else at the end of the section, made when missing. */
    public IniDocument with(String section, String key, String value) {
        List<Line> changed = new ArrayList<>(lines);
        int existing = keyLine(section, key);
        if (existing >= 0) {
            Line old = lines.get(existing);
            String name = old.text.substring(0, old.text.indexOf('=') + 1);
            String gap = old.text.startsWith(name + " ") ? " " : "";
            changed.set(existing, new Line(name + gap + value, old.end));
            return new IniDocument(mark, changed);
        }
        int header = sectionLine(section);
        if (header < 0) {
            appendSection(changed, section);
            header = changed.size() - 1;
        }
        int at = lastWrittenLine(changed, header) + 1;
        endPreviousLine(changed, at);
        changed.add(at, new Line(key + "=" + value, lineEnd()));
        return new IniDocument(mark, changed);
    }

    /** Without the first {@code key} of the first {@code section}. */
    public IniDocument without(String section, String key) {
        int existing = keyLine(section, key);
        if (existing < 0) {
            return this;
        }
        List<Line> changed = new ArrayList<>(lines);
        changed.remove(existing);
        return new IniDocument(mark, changed);
    }

    private void appendSection(List<Line> changed, String section) {
        endPreviousLine(changed, changed.size());
        if (!changed.isEmpty() && !changed.getLast().text.isBlank()) {
            changed.add(new Line("", lineEnd()));
        }
        changed.add(new Line("[" + section + "]", lineEnd()));
    }

    private void endPreviousLine(List<Line> changed, int at) {
        if (at > 0 && changed.get(at - 1).end.isEmpty()) {
            changed.set(at - 1, new Line(changed.get(at - 1).text, lineEnd()));
        }
    }

    private static int lastWrittenLine(List<Line> lines, int header) {
        int last = header;
        for (int at = header + 1; at < lines.size() && lines.get(at).section().isEmpty(); at++) {
            if (!lines.get(at).text.isBlank()) {
                last = at;
            }
        }
        return last;
    }

    private String lineEnd() {
        return lines.stream().map(Line::end).filter(end -> !end.isEmpty()).findFirst().orElse("\r\n");
    }

    private int keyLine(String section, String key) {
        int header = sectionLine(section);
        if (header < 0) {
            return -1;
        }
        int end = sectionEnd(header);
        for (int at = header + 1; at < end; at++) {
            if (lines.get(at).key().filter(name -> name.equalsIgnoreCase(key)).isPresent()) {
                return at;
            }
        }
        return -1;
    }

    private int sectionLine(String section) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).section().filter(name -> name.equalsIgnoreCase(section)).isPresent()) {
                return at;
            }
        }
        return -1;
    }

    private int sectionEnd(int header) {
        int at = header + 1;
        while (at < lines.size() && lines.get(at).section().isEmpty()) {
            at++;
        }
        return at;
    }
}
