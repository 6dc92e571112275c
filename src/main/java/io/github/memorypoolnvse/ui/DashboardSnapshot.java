package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.live.LivePage;
import io.github.memorypoolnvse.ui.live.LiveState;
import io.github.memorypoolnvse.ui.live.LiveViewModel;
import io.github.memorypoolnvse.ui.live.Mark;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/**
 * Makes a picture of the Live page, the same scene the window shows, without a window. Needs
 * {@code -Dglass.platform=Headless -Dprism.order=sw} where there is no display.
 */
public final class DashboardSnapshot {

    public static final int WIDTH = 1280;
    public static final int HEIGHT = 800;

    private final Texts texts;
    private final Appearance appearance;

    public DashboardSnapshot(Texts texts, Appearance appearance) {
        this.texts = texts;
        this.appearance = appearance;
    }

    /** Starts the toolkit, so that the first picture does not wait for it. */
    public static void prepare() throws InterruptedException {
        Pictures.startToolkit();
    }

    /**
     * Writes a PNG of what the page shows in a state.
     *
     * @param marks instants to show on the time axis
     * @throws IOException when the file cannot be written
     */
    public void write(LiveState state, List<Mark> marks, Path file) throws IOException, InterruptedException {
        Pictures.startToolkit();
        Pictures.write(Pictures.onFxThread(() -> picture(state, marks)), file);
    }

    private WritableImage picture(LiveState state, List<Mark> marks) {
        LiveViewModel model = new LiveViewModel(texts);
        LivePage page = new LivePage(model, texts, LivePage.Surroundings.alone(_ -> { }));
        Shell shell = new Shell(List.of(
                new Shell.Entry("setup", () -> page), new Shell.Entry("live", () -> page)), texts);
        Scene scene = new Scene(shell.root(), WIDTH, HEIGHT);
        Theme theme = new Theme();
        theme.appearance().set(appearance);
        theme.dress(scene);
        shell.open("live");
        model.update(state);
        marks.forEach(model.marks()::add);
        shell.showGame(state.severity(), model.title());
        // TilesFX lays itself out only in a window that shows.
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        try {
            page.refresh();
            page.writeTexts();
            return Pictures.of(scene);
        } finally {
            stage.close();
        }
    }
}
