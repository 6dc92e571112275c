package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page in both languages, from the least size on: no words are cut, nothing lies on something else. */
class ScalingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"en,1000,640", "de,1000,640", "en,1280,800", "de,1280,800"})
    void noWordsAreCut(String language, int width, int height) throws Exception {
        try (ScalingWalk walk = new ScalingWalk(folder, Locale.forLanguageTag(language), "unscaled")) {
            assertThat(walk.take(width, height)).isEmpty();
        }
    }
}
