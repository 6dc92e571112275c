package io.github.memorypoolnvse.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionedJsonFuzzTest {

    /** What cannot be read is kept aside, byte for byte; what can is a newer manager's or may be written. */
    @Test
    void nothingIsLost(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("settings.json");
        Path aside = folder.resolve("settings.json.1");
        byte[] seed = "{\"major\":1,\"minor\":7,\"name\":\"x\",\"more\":[1,2,{\"a\":null}]}"
                .getBytes(StandardCharsets.UTF_8);
        Fuzz.feedFiles(input -> {
            Files.deleteIfExists(aside);
            Files.write(file, input);
            VersionedJsonFile json = new VersionedJsonFile(file, 1, 0);
            json.write(json.read());
            if (Files.exists(aside)) {
                assertThat(aside).hasBinaryContent(input);
            } else if (json.standing() != VersionedJsonFile.Standing.WRITABLE) {
                assertThat(file).hasBinaryContent(input);
            }
        }, Set.of(), List.of(seed));
    }
}
