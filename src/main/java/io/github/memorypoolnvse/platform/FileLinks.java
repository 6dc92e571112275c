package io.github.memorypoolnvse.platform;

import io.github.memorypoolnvse.platform.windows.WindowsFileLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The names a file's content has: more than one where another program made hard links of it. */
@FunctionalInterface
public interface FileLinks {

    /** How many names the content of {@code file} has; 1 where there is no such file or the system does not tell. */
    int names(Path file);

    /** Those of this machine. */
    static FileLinks ofThisMachine() {
        return Host.current() == Host.WINDOWS ? new WindowsFileLinks() : FileLinks::ofUnix;
    }

    private static int ofUnix(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return 1;
        }
        try {
            return (int) Files.getAttribute(file, "unix:nlink");
        } catch (IOException unknown) {
            return 1;
        }
    }
}
