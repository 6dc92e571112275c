package io.github.memorypoolnvse.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A value as Qt writes it into an INI file: quoted, escaped, or wrapped as a byte array. */
public final class QtValue {

    private static final String WRAP = "@ByteArray(";

    private QtValue() {
    }

    /** The text meant; what is not escaped as Qt does stays as it is. */
    public static String decode(String value) {
        String inner = value.strip();
        if (inner.length() >= 2 && inner.startsWith("\"") && inner.endsWith("\"")) {
            inner = inner.substring(1, inner.length() - 1);
        }
        if (inner.startsWith(WRAP) && inner.endsWith(")")) {
            inner = inner.substring(WRAP.length(), inner.length() - 1);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < inner.length()) {
            char next = inner.charAt(at++);
            if (next == '\\' && at < inner.length()) {
                at = unescape(inner, at, bytes);
            } else {
                bytes.writeBytes(String.valueOf(next).getBytes(
                        next < 256 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
            }
        }
        return TextDecoding.decode(bytes.toByteArray());
    }

    private static int unescape(String text, int at, ByteArrayOutputStream bytes) {
        char escaped = text.charAt(at);
        if (escaped == 'x') {
            int end = at + 1;
            int code = 0;
            while (end < text.length() && end < at + 5 && Character.digit(text.charAt(end), 16) >= 0) {
                code = code * 16 + Character.digit(text.charAt(end), 16);
                end++;
            }
            bytes.writeBytes(code < 256 ? new byte[] {(byte) code}
                    : String.valueOf((char) code).getBytes(StandardCharsets.UTF_8));
            return end;
        }
        switch (escaped) {
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case '"', '\\' -> bytes.write(escaped);
            default -> {
                bytes.write('\\');
                bytes.writeBytes(String.valueOf(escaped).getBytes(StandardCharsets.UTF_8));
            }
        }
        return at + 1;
    }
}
