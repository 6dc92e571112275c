package io.github.memorypoolnvse.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The Xbox app's .GamingRoot: "RGBX", a count, and that many UTF-16 folders of the drive (manager facts 1.4). */
public final class GamingRoot {

    private static final int SIGNATURE = 0x58424752;
    private static final int MAX_FOLDERS = 255;

    private GamingRoot() {
    }

    /**
     * The folders named, relative to the drive, with forward slashes.
     *
     * @throws MalformedException when it is no such file
     */
    public static List<String> parse(byte[] content) throws MalformedException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < 8 || bytes.getInt() != SIGNATURE) {
            throw new MalformedException("no RGBX signature");
        }
        int count = bytes.getInt();
        if (count < 0 || count > MAX_FOLDERS) {
            throw new MalformedException(Integer.toUnsignedString(count) + " folders");
        }
        List<String> folders = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            folders.add(text(bytes).replace('\\', '/').replaceAll("^/+", ""));
        }
        return folders;
    }

    private static String text(ByteBuffer bytes) throws MalformedException {
        StringBuilder text = new StringBuilder();
        while (bytes.remaining() >= 2) {
            char next = bytes.getChar();
            if (next == 0) {
                return text.toString();
            }
            text.append(next);
        }
        throw new MalformedException("a folder's name is cut off");
    }
}
