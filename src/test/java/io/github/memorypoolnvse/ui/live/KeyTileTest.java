package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.Arrays;
import java.util.Locale;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The small line of a tile shows what was, from where it was known, and nothing the control makes up. */
class KeyTileTest {

    private static final double WIDTH = 242;
    /** The line's ends keep a few pixels from the tile's. */
    private static final double MARGIN = 6;

    private KeyTile tile;
    private Stage stage;

    @BeforeEach
    void show() throws InterruptedException {
        Screens.run(() -> {
            tile = new KeyTile("Title", "What it means.", true, new Texts(Locale.ENGLISH));
            stage = Screens.show(new StackPane(tile), Appearance.DARK);
            stage.setWidth(WIDTH);
            stage.setHeight(140);
        });
        Screens.settle(stage);
    }

    @AfterEach
    void close() throws InterruptedException {
        Screens.run(() -> stage.close());
    }

    /** From where on the small line is drawn, as a share of its width; 1 when it is not. */
    private double drawnFrom() throws Exception {
        Screens.settle(stage);
        Image picture = Screens.call(() -> stage.getScene().snapshot(null));
        Color line = Color.web("#F2A33A");
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                Color colour = picture.getPixelReader().getColor(x, y);
                double distance = Math.abs(colour.getRed() - line.getRed()) + Math.abs(colour.getGreen() - line.getGreen())
                        + Math.abs(colour.getBlue() - line.getBlue());
                if (distance < 0.42) {
                    return Math.max(0, (x - MARGIN) / (picture.getWidth() - 2 * MARGIN));
                }
            }
        }
        return 1;
    }

    private static double[] values(int unknown) {
        double[] values = new double[KeyTile.SPARK_SAMPLES];
        Arrays.setAll(values, i -> i < unknown ? Double.NaN : 100 + i % 7);
        return values;
    }

    @Test
    void nothingIsDrawnBeforeAnythingIsKnown() throws Exception {
        Screens.run(() -> tile.startSpark(values(KeyTile.SPARK_SAMPLES)));
        assertThat(drawnFrom()).isEqualTo(1);
    }

    @Test
    void theFirstMinuteBeginsInTheMiddle() throws Exception {
        Screens.run(() -> tile.startSpark(values(KeyTile.SPARK_SAMPLES / 2)));
        assertThat(drawnFrom()).isBetween(0.45, 0.55);
    }

    @Test
    void itGrowsWithEveryValue() throws Exception {
        Screens.run(() -> tile.startSpark(values(KeyTile.SPARK_SAMPLES * 3 / 4)));
        assertThat(drawnFrom()).isBetween(0.7, 0.8);
        for (int i = 0; i < KeyTile.SPARK_SAMPLES / 2; i++) {
            double value = 100 + i % 5;
            Screens.run(() -> tile.extendSpark(new KeyFigure("1", "", "", Severity.INFO, value)));
        }
        assertThat(drawnFrom()).isBetween(0.2, 0.3);
    }

    @Test
    void aWholePastFillsIt() throws Exception {
        Screens.run(() -> tile.startSpark(values(0)));
        assertThat(drawnFrom()).isLessThan(0.05);
    }

    @Test
    void anotherRunStartsItAnew() throws Exception {
        Screens.run(() -> tile.startSpark(values(0)));
        Screens.run(() -> tile.startSpark(values(KeyTile.SPARK_SAMPLES / 2)));
        assertThat(drawnFrom()).isBetween(0.45, 0.55);
    }

    @Test
    void itMayBeFilledBeforeItIsShown() throws Exception {
        Screens.run(() -> {
            stage.close();
            tile = new KeyTile("Title", "What it means.", true, new Texts(Locale.ENGLISH));
            tile.startSpark(values(KeyTile.SPARK_SAMPLES / 2));
            stage = Screens.show(new StackPane(tile), Appearance.DARK);
            stage.setWidth(WIDTH);
            stage.setHeight(140);
        });
        assertThat(drawnFrom()).isBetween(0.45, 0.55);
    }

    @Test
    void itFollowsTheTilesSize() throws Exception {
        Screens.run(() -> tile.startSpark(values(KeyTile.SPARK_SAMPLES / 2)));
        Screens.run(() -> stage.setWidth(WIDTH * 2));
        assertThat(drawnFrom()).isBetween(0.45, 0.55);
    }
}
