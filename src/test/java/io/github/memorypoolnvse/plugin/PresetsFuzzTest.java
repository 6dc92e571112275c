package io.github.memorypoolnvse.plugin;

import io.github.memorypoolnvse.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetsFuzzTest {

    private static final Preset MINE = new Preset("Mine", Map.of("uTextureMemory", 70L << 20, "uWaterMemory", 6L << 20));

    @TempDir
    private Path folder;

    @Test
    void aPresetHandedOn() throws IOException {
        Path file = folder.resolve("preset.json");
        PresetJson json = new PresetJson(Presets.bundled().engineDefaults());
        json.write(file, MINE);
        Fuzz.feedFiles(input -> {
            Files.write(file, input);
            json.read(file);
        }, Set.of(PresetException.class), List.of(Files.readAllBytes(file)));
    }

    /** A malformed file is put aside under a number; that of the round before is in nobody's way. */
    @Test
    void onesOwnPresets() throws IOException {
        Path file = folder.resolve("presets.json");
        CustomPresets own = new CustomPresets(file, Presets.bundled());
        own.add(MINE);
        Fuzz.feedFiles(input -> {
            Files.deleteIfExists(folder.resolve("presets.json.1"));
            Files.write(file, input);
            own.offered();
        }, Set.of(), List.of(Files.readAllBytes(file)));
    }
}
