package io.github.memorypoolnvse.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything in a folder, to the byte: files by fingerprint, directories by name. */
record FolderState(SortedMap<String, String> entries) {

    static FolderState of(Path folder) throws IOException {
        SortedMap<String, String> entries = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                entries.put(folder.relativize(path).toString(), Files.isDirectory(path)
                        ? "directory"
                        : Fingerprint.of(Files.readAllBytes(path)).sha256());
            }
        }
        return new FolderState(entries);
    }
}
