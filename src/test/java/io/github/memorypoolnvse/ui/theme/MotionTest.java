package io.github.memorypoolnvse.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.ui.Screens;
import javafx.css.CssMetaData;
import javafx.scene.Scene;
import javafx.scene.control.SkinBase;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.controlsfx.control.ToggleSwitch;
import org.junit.jupiter.api.Test;

/** What moves: a switch's thumb, for less than a sixth of a second, and not at all where the system asks for that. */
class MotionTest {

    private static final double LONGEST_MILLIS = 150;

    @Test
    void aSwitchMovesForAMomentAndNotAtAllWhereMotionIsUnwanted() throws Exception {
        ToggleSwitch control = Screens.call(ToggleSwitch::new);
        Stage stage = Screens.call(() -> Screens.show(new VBox(control), Appearance.LIGHT));
        try {
            assertThat(thumbMillis(control)).isBetween(1.0, LONGEST_MILLIS);

            Screens.run(() -> stage.getScene().getPreferences().setReducedMotion(true));
            Screens.settle(stage);
            assertThat(thumbMillis(control)).isZero();
            Screens.run(() -> control.setSelected(true));
            Screens.settle(stage);
            assertThat(Screens.call(() -> control.lookup(".thumb").getTranslateX())).as("where it ends").isPositive();
        } finally {
            Screens.run(stage::close);
        }
    }

    @Test
    void whatFoldsOutDoesSoAtOnce() throws Exception {
        TitledPane pane = Screens.call(() -> new TitledPane("folds", new VBox()));
        Screens.run(() -> {
            Scene scene = new Scene(new VBox(pane));
            new Theme().dress(scene);
            scene.getRoot().applyCss();
        });
        assertThat(pane.isAnimated()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static double thumbMillis(ToggleSwitch control) throws InterruptedException {
        return Screens.call(() -> {
            SkinBase<?> skin = (SkinBase<?>) control.getSkin();
            CssMetaData<ToggleSwitch, Number> time = (CssMetaData<ToggleSwitch, Number>) skin.getCssMetaData().stream()
                    .filter(each -> each.getProperty().equals("-thumb-move-animation-time"))
                    .findFirst().orElseThrow();
            return time.getStyleableProperty(control).getValue().doubleValue();
        });
    }
}
