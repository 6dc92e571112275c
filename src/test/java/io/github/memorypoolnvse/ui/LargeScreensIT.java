package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.VirtualDisplay;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real windows on large and finely drawn screens: the same walk as at the least sizes. Pictures in target/screens. */
@Timeout(240)
class LargeScreensIT {

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({"de,1920,1080,1.25", "de,3840,2160,2", "en,3840,2160,1"})
    void noWordsAreCut(String language, int width, int height, double scale) throws Exception {
        String wide = Integer.toString((int) (width / scale));
        String high = Integer.toString((int) (height / scale));
        try (VirtualDisplay display = VirtualDisplay.start(temporary.resolve("pixels"), width, height, List.of())) {
            ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED", "-Dprism.order=sw", "-Dglass.gtk.uiScale=" + scale,
                    "-Dtestfx.robot=glass", "-Dmemorypool.screen=" + height + "p-" + scale, "-Xmx512m",
                    "-cp", System.getProperty("java.class.path"), ScalingWalk.class.getName(),
                    temporary.resolve("work").toString(), language, wide, high)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("DISPLAY", display.name());
            Process walk = builder.start();
            List<String> said = walk.inputReader().lines().toList();
            assertThat(walk.waitFor()).isZero();
            assertThat(said).noneMatch(line -> line.startsWith("flaw: ")).contains("looks: 19");
        }
    }
}
