package io.github.memorypoolnvse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChosenFoldersTest {

    @TempDir
    private Path folder;

    private Path file;
    private ChosenFolders chosen;

    @BeforeEach
    void chooseNone() {
        file = folder.resolve("manager/folders.txt");
        chosen = new ChosenFolders(file);
    }

    @Test
    void theLatestComesFirstAndEachOnce() throws IOException {
        chosen.remember(Path.of("/games/a"));
        chosen.remember(Path.of("/games/b"));
        chosen.remember(Path.of("/games/a"));

        assertThat(new ChosenFolders(file).all()).containsExactly(Path.of("/games/a"), Path.of("/games/b"));
    }

    @Test
    void theListDoesNotGrowForEver() throws IOException {
        for (int each : IntStream.range(0, 30).toArray()) {
            chosen.remember(Path.of("/games/" + each));
        }

        assertThat(chosen.all()).hasSize(20).startsWith(Path.of("/games/29"));
    }

    @Test
    void aListThatIsDamagedIsReplaced() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xFF, 0, 13, 10, (byte) 0xC3});

        chosen.remember(Path.of("/games/a"));

        assertThat(chosen.all()).startsWith(Path.of("/games/a"));
    }

    @Test
    void noInputBreaksIt() throws IOException {
        Files.createDirectories(file.getParent());
        Fuzz.feedFiles(input -> {
            Files.write(file, input);
            assertThat(chosen.all()).hasSizeLessThanOrEqualTo(1 << 16);
        }, Set.of(), List.of("/games/a\n/games/b\r\n\nJ\u00f6rg".getBytes(StandardCharsets.UTF_8)));
    }
}
