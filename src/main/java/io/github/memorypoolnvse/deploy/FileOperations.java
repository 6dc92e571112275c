package io.github.memorypoolnvse.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Every way in which a deployment touches the disk. One method is one step after which a crash may come; tests
 * put a fault at each.
 */
public interface FileOperations {

    /** The content's fingerprint; empty when there is no file. */
    Optional<Fingerprint> fingerprint(Path file) throws IOException;

    /** How many names the file's content has, by hard links; 1 where there is none or the system does not tell. */
    int names(Path file) throws IOException;

    /** The whole content of a small file. */
    byte[] read(Path file) throws IOException;

    /** Creates one directory whose parent exists; an existing one is fine. */
    void createDirectory(Path directory) throws IOException;

    /** Creates or replaces {@code file} in place and forces it to the disk. */
    void write(Path file, byte[] content) throws IOException;

    /** Creates or replaces {@code target} with the content and times of {@code source}, forced to the disk. */
    void copy(Path source, Path target) throws IOException;

    /** Puts {@code source} in the place of {@code target} in one step; both are in the same folder. */
    void move(Path source, Path target) throws IOException;

    /** Deletes a file; a missing one is fine. */
    void delete(Path file) throws IOException;

    /** Deletes a directory when it is empty; one that is not, or is gone, is left. */
    void deleteEmptyDirectory(Path directory) throws IOException;
}
