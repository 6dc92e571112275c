package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UiSettingsFuzzTest {

    @TempDir
    private Path folder;

    /** A malformed file is put aside under a number; that of the round before is in nobody's way. */
    @Test
    void noInputBreaksTheWindowsSettings() throws IOException {
        Path file = folder.resolve("window.json");
        UiSettingsFile settings = new UiSettingsFile(file);
        settings.write(UiSettings.STANDARD);
        Fuzz.feedFiles(input -> {
            Files.deleteIfExists(folder.resolve("window.json.1"));
            Files.write(file, input);
            settings.read();
        }, Set.of(), List.of(Files.readAllBytes(file)));
    }
}
