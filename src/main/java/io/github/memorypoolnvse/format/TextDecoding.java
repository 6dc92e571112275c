package io.github.memorypoolnvse.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns bytes of unknown encoding into text without ever failing. */
public final class TextDecoding {

    private static final Charset WINDOWS_LATIN = Charset.forName("windows-1252");

    private TextDecoding() {
    }

    /** UTF-16 by its byte-order mark, else UTF-8 (a mark is dropped), else Windows Latin. */
    public static String decode(byte[] bytes) {
        if (isUtf16(bytes)) {
            return new String(bytes, 2, bytes.length - 2,
                    startsWith(bytes, 0xFF) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        ByteBuffer content = ByteBuffer.wrap(bytes, start, bytes.length - start);
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(content)
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, start, bytes.length - start, WINDOWS_LATIN);
        }
    }

    /** Whether they begin with a byte-order mark of UTF-16. */
    public static boolean isUtf16(byte[] bytes) {
        return startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int at = 0; at < prefix.length; at++) {
            if ((bytes[at] & 0xff) != prefix[at]) {
                return false;
            }
        }
        return true;
    }
}
