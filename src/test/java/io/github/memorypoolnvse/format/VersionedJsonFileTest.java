package io.github.memorypoolnvse.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.format.VersionedJsonFile.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A file that cannot be read is stood in for by a folder of its name, which nobody can read as a file. */
class VersionedJsonFileTest {

    @TempDir
    Path folder;

    @Test
    void aFileHeldForAMomentIsReadWhenItIsFree() throws IOException {
        Path path = folder.resolve("presets.json");
        Files.createDirectory(path);
        List<Duration> waits = new ArrayList<>();
        VersionedJsonFile file = new VersionedJsonFile(path, 1, 0, wait -> {
            waits.add(wait);
            if (waits.size() == 2) {
                release(path);
            }
        });

        assertThat(file.read().path("a").asInt()).isEqualTo(7);
        assertThat(file.standing()).isEqualTo(Standing.WRITABLE);
        assertThat(waits).hasSize(2);
    }

    private static void release(Path path) {
        try {
            Files.delete(path);
            Files.writeString(path, "{\"a\": 7}");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aFileThatCannotBeReadIsLeftWhereItIs() throws IOException {
        Path path = folder.resolve("presets.json");
        Files.createDirectory(path);
        VersionedJsonFile file = new VersionedJsonFile(path, 1, 0, _ -> { });

        ObjectNode read = file.read();
        assertThat(read.isEmpty()).isTrue();
        assertThat(file.standing()).isEqualTo(Standing.UNREADABLE);
        file.write(read);
        assertThat(path).isEmptyDirectory();
        assertThat(names()).containsExactly("presets.json");
        assertThatThrownBy(file::readToWrite).isInstanceOf(IOException.class);
    }

    @Test
    void aMalformedFileIsPutAside() throws IOException {
        Path path = Files.writeString(folder.resolve("presets.json"), "{\"a\": ");
        VersionedJsonFile file = new VersionedJsonFile(path, 1, 0, _ -> { });

        file.write(file.read().put("a", 8));
        assertThat(names()).containsExactlyInAnyOrder("presets.json", "presets.json.1");
        assertThat(file.read().path("a").asInt()).isEqualTo(8);
    }

    @Test
    void aNewerManagersFileIsReadAndNeverWritten() throws IOException {
        Path path = Files.writeString(folder.resolve("presets.json"), "{\"major\": 2, \"a\": 7}");
        VersionedJsonFile file = new VersionedJsonFile(path, 1, 0);

        ObjectNode read = file.read();
        assertThat(read.path("a").asInt()).isEqualTo(7);
        assertThat(file.standing()).isEqualTo(Standing.NEWER);
        file.write(read.put("a", 8));
        assertThat(Files.readString(path)).contains("7");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
