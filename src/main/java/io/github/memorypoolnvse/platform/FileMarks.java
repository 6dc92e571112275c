package io.github.memorypoolnvse.platform;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** The mark Windows puts on files from the internet, which keeps other programs from loading them. */
public interface FileMarks {

    /** True when the system treats {@code file} as coming from the internet. */
    boolean fromInternet(Path file);

    /**
     * Takes the mark off; fine when there is none.
     *
     * @throws AccessDeniedException when the system does not let this user do it
     */
    void clear(Path file) throws IOException;

    /** Those of this machine; other systems than Windows have none. */
    static FileMarks ofThisMachine() {
        return Host.current() == Host.WINDOWS ? new ZoneIdentifier() : new FileMarks() {
            @Override
            public boolean fromInternet(Path file) {
                return false;
            }

            @Override
            public void clear(Path file) {
                // There is nothing to take off.
            }
        };
    }

    /** The alternate stream of that name; zones 3 and 4 are the internet and restricted sites. */
    final class ZoneIdentifier implements FileMarks {

        private static final String STREAM = ":Zone.Identifier";
        private static final int MAX_BYTES = 4096;

        @Override
        public boolean fromInternet(Path file) {
            try (InputStream stream = new FileInputStream(file + STREAM)) {
                return blocked(new String(stream.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1));
            } catch (IOException noMark) {
                return false;
            }
        }

        @Override
        public void clear(Path file) throws IOException {
            if (fromInternet(file) && !new File(file + STREAM).delete()) {
                throw new AccessDeniedException(file.toString(), null, "the mark of the web could not be removed");
            }
        }

        static boolean blocked(String text) {
            return text.lines().map(String::strip)
                    .anyMatch(line -> line.equalsIgnoreCase("ZoneId=3") || line.equalsIgnoreCase("ZoneId=4"));
        }
    }
}
