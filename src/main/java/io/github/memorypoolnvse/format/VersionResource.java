package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A VERSIONINFO resource: the fixed numbers and the strings of its first languages.
 *
 * @param strings names as written, values without their terminator; later duplicates lose
 */
public record VersionResource(FileVersion file, FileVersion product, Map<String, String> strings) {

    private static final int SIGNATURE = 0xFEEF04BD;
    private static final int FIXED_SIZE = 52;
    private static final int MAX_STRINGS = 256;
    private static final int MAX_DEPTH = 4;

    public VersionResource {
        strings = Map.copyOf(strings);
    }

    /** The string of that name in any case, such as ProductName. */
    public Optional<String> string(String name) {
        return strings.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** True when any of the strings contains {@code text}, in any case. */
    public boolean mentions(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return strings.values().stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
    }

    static VersionResource parse(ByteBuffer bytes) throws IOException {
        Block root = Block.at(bytes.order(ByteOrder.LITTLE_ENDIAN), 0, bytes.limit());
        if (!root.key.equals("VS_VERSION_INFO") || root.valueEnd - root.valueStart < FIXED_SIZE
                || bytes.getInt(root.valueStart) != SIGNATURE) {
            throw new MalformedException("no VS_FIXEDFILEINFO");
        }
        int fixed = root.valueStart;
        FileVersion file = FileVersion.ofWords(bytes.getInt(fixed + 8), bytes.getInt(fixed + 12));
        FileVersion product = FileVersion.ofWords(bytes.getInt(fixed + 16), bytes.getInt(fixed + 20));
        Map<String, String> strings = new LinkedHashMap<>();
        collectStrings(bytes, root, 0, strings);
        return new VersionResource(file, product, strings);
    }

    private static void collectStrings(ByteBuffer bytes, Block parent, int depth, Map<String, String> strings)
            throws IOException {
        int position = align(parent.valueEnd);
        while (position + 6 <= parent.end && strings.size() < MAX_STRINGS) {
            Block child = Block.at(bytes, position, parent.end);
            if (depth == 2) {
                strings.putIfAbsent(child.key, text(bytes, child.valueStart, child.valueEnd));
            } else if (depth < MAX_DEPTH && !child.key.equals("VarFileInfo")) {
                collectStrings(bytes, child, depth + 1, strings);
            }
            position = align(child.end);
        }
    }

    private static String text(ByteBuffer bytes, int start, int end) {
        byte[] raw = new byte[Math.max(0, end - start) & ~1];
        bytes.get(start, raw);
        String text = new String(raw, StandardCharsets.UTF_16LE);
        int terminator = text.indexOf('\0');
        return terminator < 0 ? text : text.substring(0, terminator);
    }

    private static int align(int position) {
        return (position + 3) & ~3;
    }

    /** One length-prefixed node: key, value, and children up to {@code end}. */
    private record Block(String key, int valueStart, int valueEnd, int end) {

        static Block at(ByteBuffer bytes, int position, int limit) throws IOException {
            if (position + 6 > limit) {
                throw new MalformedException("version block at " + position + " is cut off");
            }
            int length = Short.toUnsignedInt(bytes.getShort(position));
            int valueLength = Short.toUnsignedInt(bytes.getShort(position + 2));
            boolean wide = bytes.getShort(position + 4) == 1;
            int end = position + length;
            if (length < 6 || end > limit) {
                throw new MalformedException("version block at " + position + " has length " + length);
            }
            int keyEnd = position + 6;
            while (keyEnd + 2 <= end && bytes.getShort(keyEnd) != 0) {
                keyEnd += 2;
            }
            byte[] key = new byte[keyEnd - position - 6];
            bytes.get(position + 6, key);
            int valueStart = Math.min(align(keyEnd + 2), end);
            int valueEnd = Math.min(valueStart + (wide ? valueLength * 2 : valueLength), end);
            return new Block(new String(key, StandardCharsets.UTF_16LE), valueStart, valueEnd, end);
        }
    }
}
