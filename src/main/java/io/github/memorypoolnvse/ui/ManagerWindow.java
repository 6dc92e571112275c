package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.live.Alert;
import io.github.memorypoolnvse.ui.live.LivePage;
import io.github.memorypoolnvse.ui.live.LiveState;
import io.github.memorypoolnvse.ui.live.LiveViewModel;
import io.github.memorypoolnvse.ui.sessions.SessionsPage;
import io.github.memorypoolnvse.ui.sessions.SessionsViewModel;
import io.github.memorypoolnvse.ui.settings.PluginSettingsViewModel;
import io.github.memorypoolnvse.ui.settings.SettingsPage;
import io.github.memorypoolnvse.ui.settings.UiSettings;
import io.github.memorypoolnvse.ui.setup.FindingRow;
import io.github.memorypoolnvse.ui.setup.SetupPage;
import io.github.memorypoolnvse.ui.setup.SetupViewModel;
import io.github.memorypoolnvse.ui.theme.Theme;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.controlsfx.control.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one window: makes the pages from the context and keeps them up to date while they can be seen. */
public final class ManagerWindow {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerWindow.class);

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double LEAST_WIDTH = 1000;
    private static final double LEAST_HEIGHT = 640;
    private static final long PERIOD_MILLIS = 100;
    private static final int HIDDEN_EVERY = 10;
    private static final int ALERTS_EVERY = 10;

    private final WindowContext context;
    private final Texts texts;
    private final LiveViewModel live;
    private final SetupViewModel setup;
    private final SessionsViewModel sessions;
    private final Shell shell;
    private final Theme theme = new Theme();
    private final PluginSettingsViewModel pluginSettings;
    private UiSettings settings;
    private int beats;

    public ManagerWindow(WindowContext context) {
        this.context = context;
        texts = context.texts();
        live = new LiveViewModel(texts);
        setup = new SetupViewModel(context.setup(), texts, context.background(), Platform::runLater);
        sessions = new SessionsViewModel(context.sessions(), texts, ZoneId.systemDefault(), context.background(),
                Platform::runLater);
        settings = context.settings().read();
        pluginSettings = new PluginSettingsViewModel(context.setup(), setup.install()::get, texts,
                context.background(), Platform::runLater);
        shell = new Shell(List.of(
                new Shell.Entry("setup", () -> new SetupPage(setup, texts, context.openFolder())),
                new Shell.Entry("live", () -> new LivePage(live, texts, this::nextStep)),
                new Shell.Entry("sessions", () -> new SessionsPage(sessions, texts)),
                new Shell.Entry("settings", () -> new SettingsPage(pluginSettings, () -> settings, this::keep, texts))),
                texts);
    }

    /** Shows the window. JavaFX thread. */
    public void show(Stage stage) {
        Scene scene = new Scene(shell.root(), WIDTH, HEIGHT);
        theme.appearance().set(settings.appearance());
        context.sessionRecorder().setEnabled(settings.record());
        theme.dressEveryWindow();
        theme.dress(scene);
        stage.setScene(scene);
        stage.setTitle(texts.of("ui.app"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.getIcons().addAll(WindowIcons.all());
        setup.findings().addListener((ListChangeListener<FindingRow>) _ -> shell.showPlugin(setup.pluginWords()));
        shell.open("setup");
        setup.rescan();
        Heartbeat heartbeat = new Heartbeat(PERIOD_MILLIS, () -> beat(stage));
        stage.setOnHidden(_ -> heartbeat.close());
        stage.show();
    }

    /** The pages, for those who drive the window. */
    public Shell shell() {
        return shell;
    }

    /** The theme worn. */
    public Theme theme() {
        return theme;
    }

    private void keep(UiSettings chosen) {
        settings = chosen;
        theme.appearance().set(chosen.appearance());
        context.sessionRecorder().setEnabled(chosen.record());
        context.background().execute(() -> {
            try {
                context.settings().write(chosen);
            } catch (IOException failed) {
                LOG.warn("the window's settings are not kept", failed);
            }
        });
    }

    private void beat(Stage stage) {
        boolean seen = stage.isShowing() && !stage.isIconified();
        beats++;
        if (!seen && beats % HIDDEN_EVERY != 0) {
            return;
        }
        LiveState state = LiveState.of(context.watch().state(), context.recorder().feed());
        if (!state.equals(live.state().get())) {
            live.update(state);
            shell.showGame(state.severity(), live.title());
            setup.gameRuns(state.process().isPresent());
        }
        if (settings.alerts() && beats % ALERTS_EVERY == 0) {
            live.look(context.watch().snapshot()).forEach(alert -> tell(alert, stage));
        }
        Page front = shell.front();
        if (seen && front != null && beats % (UiSettings.MOST_REFRESHES / settings.refreshPerSecond()) == 0) {
            front.refresh();
        }
    }

    /** A notification only for who does not see the window. */
    private void tell(Alert alert, Stage stage) {
        if (settings.notifications() && !stage.isFocused()) {
            Notifications.create().title(texts.of("ui.alert.title")).text(alert.text()).owner(stage).showWarning();
        }
    }

    private void nextStep(LiveState state) {
        setup.findings().addListener((ListChangeListener<FindingRow>) _ -> shell.showPlugin(setup.pluginWords()));
        shell.open("setup");
        if (state instanceof LiveState.NotRunning) {
            setup.launch();
        }
    }
}
