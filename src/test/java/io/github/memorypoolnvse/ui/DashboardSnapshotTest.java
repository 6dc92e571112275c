package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.live.LiveState;
import io.github.memorypoolnvse.ui.live.PlausibleRun;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardSnapshotTest {

    @ParameterizedTest
    @CsvSource({"DARK,#14161A,#F2A33A", "LIGHT,#F6F4EF,#B86E00"})
    void thePictureIsTheLivePageInItsTheme(Appearance appearance, String background, String line) throws Exception {
        Path file = Path.of("target", "screens", "live-" + appearance.name().toLowerCase(Locale.ROOT) + ".png");
        PlausibleRun run = new PlausibleRun(180, 10, 7);

        new DashboardSnapshot(new Texts(Locale.ENGLISH), appearance)
                .write(new LiveState.Attached(4711, run), run.marks(), file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(DashboardSnapshot.WIDTH);
        assertThat(image.getHeight()).isEqualTo(DashboardSnapshot.HEIGHT);
        assertThat(colours(image)).contains(colour(background), colour(line));
    }

    @ParameterizedTest
    @CsvSource({"DARK", "LIGHT"})
    void withoutAGameThePictureSaysWhatToDo(Appearance appearance) throws Exception {
        Path file = Path.of("target", "screens", "live-empty-" + appearance.name().toLowerCase(Locale.ROOT) + ".png");

        new DashboardSnapshot(new Texts(Locale.ENGLISH), appearance)
                .write(new LiveState.NotRunning(), List.of(), file);

        assertThat(ImageIO.read(file.toFile()).getHeight()).isEqualTo(DashboardSnapshot.HEIGHT);
    }

    private static int colour(String hex) {
        return 0xff000000 | Integer.parseInt(hex.substring(1), 16);
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> seen = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                seen.add(image.getRGB(x, y));
            }
        }
        return seen;
    }
}
