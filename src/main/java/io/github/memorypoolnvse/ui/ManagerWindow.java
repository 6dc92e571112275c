package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Recording;
import io.github.memorypoolnvse.ui.live.Alert;
import io.github.memorypoolnvse.ui.live.DashboardLayout;
import io.github.memorypoolnvse.ui.live.LivePage;
import io.github.memorypoolnvse.ui.live.LiveState;
import io.github.memorypoolnvse.ui.live.LiveViewModel;
import io.github.memorypoolnvse.ui.sessions.SessionsPage;
import io.github.memorypoolnvse.ui.sessions.SessionsViewModel;
import io.github.memorypoolnvse.ui.settings.AlertRulesViewModel;
import io.github.memorypoolnvse.ui.settings.PluginSettingsViewModel;
import io.github.memorypoolnvse.ui.settings.PresetsViewModel;
import io.github.memorypoolnvse.ui.settings.SettingsKeeper;
import io.github.memorypoolnvse.ui.settings.SettingsPage;
import io.github.memorypoolnvse.ui.settings.UiSettings;
import io.github.memorypoolnvse.ui.setup.FindingRow;
import io.github.memorypoolnvse.ui.setup.SetupPage;
import io.github.memorypoolnvse.ui.setup.SetupViewModel;
import io.github.memorypoolnvse.ui.theme.Theme;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** The one window: makes the pages from the context and keeps them up to date while they can be seen. */
public final class ManagerWindow {

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double LEAST_WIDTH = 1000;
    private static final double LEAST_HEIGHT = 640;
    private static final long PERIOD_MILLIS = 100;
    private static final int HIDDEN_EVERY = 10;
    private static final int ALERTS_EVERY = 10;

    private final WindowContext context;
    private final Stage stage;
    private final Texts texts;
    private final Theme theme = new Theme();
    private final LiveViewModel live;
    private final SetupViewModel setup;
    private final SessionsViewModel sessions;
    private final PluginSettingsViewModel pluginSettings;
    private final ObjectProperty<DashboardLayout> layout;
    private final Shell shell;
    private final CompactWindow compact;
    private final PageDrawing drawing;
    private final Heartbeat heartbeat = new Heartbeat(HIDDEN_EVERY, this::beat);
    private final WindowWork work;
    private final SettingsKeeper keeper;
    private UiSettings settings;
    private int beats;

    /**
     * Makes the window in a stage that does not show yet. JavaFX thread.
     *
     * @param faults tells of pages that fail
     */
    ManagerWindow(WindowContext context, Stage stage, ErrorWindow faults) {
        this.context = context;
        drawing = new PageDrawing(faults::show);
        this.stage = stage;
        work = new WindowWork(context.background(), System::nanoTime);
        texts = context.texts();
        settings = context.settings().read();
        keeper = new SettingsKeeper(context.settings(), work, Platform::runLater);
        layout = new SimpleObjectProperty<>(settings.layout());
        layout.addListener((_, _, arranged) -> keep(settings.withLayout(arranged)));
        live = new LiveViewModel(texts);
        live.warnBy(settings.alertRules());
        live.onMark(context.sessionRecorder()::mark);
        setup = new SetupViewModel(context.setup(), texts, work, Platform::runLater);
        sessions = new SessionsViewModel(context.sessions(), texts, ZoneId.systemDefault(), work,
                Platform::runLater);
        pluginSettings = new PluginSettingsViewModel(context.setup(), setup.install()::get, texts,
                work, Platform::runLater);
        compact = new CompactWindow(live, texts, theme, stage);
        shell = new Shell(List.of(
                new Shell.Entry("setup", () -> new SetupPage(setup, texts, this::showLive)),
                new Shell.Entry("live", this::livePage),
                new Shell.Entry("sessions", () -> new SessionsPage(sessions, layout, texts)),
                new Shell.Entry("settings", this::settingsPage)),
                texts);
    }

    private void showLive() {
        shell.open("live");
    }

    private SettingsPage settingsPage() {
        PresetsViewModel presets = new PresetsViewModel(context.setup(), setup::addressSpace, texts,
                work, Platform::runLater);
        AlertRulesViewModel rules = new AlertRulesViewModel(settings.alertRules(),
                chosen -> keep(settings.withAlertRules(chosen)), () -> Optional.ofNullable(live.feed().get()), texts);
        SettingsPage page = new SettingsPage(pluginSettings, presets, rules, () -> settings, this::keep, texts);
        page.sayWhatHinders(keeper.hindrance());
        return page;
    }

    private LivePage livePage() {
        return new LivePage(live, texts, new LivePage.Surroundings(context.watch(), layout, this::nextStep,
                compact::open));
    }

    /** Shows the window with the page shown last. JavaFX thread. */
    public void show() {
        theme.appearance().set(settings.appearance());
        Scene scene = new Scene(shell.root(), WIDTH, HEIGHT);
        Runnable stopDressing = theme.dressEveryWindow();
        theme.dress(scene);
        FileDrop.on(scene, this::drop);
        stage.setScene(scene);
        stage.setTitle(texts.of("ui.app"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.getIcons().addAll(WindowIcons.all());
        setup.findings().addListener((ListChangeListener<FindingRow>) _ -> shell.showPlugin(setup.pluginWords()));
        showGame(live.state().get());
        shell.onOpen(page -> keep(settings.withPage(page)));
        shell.open(shell.has(settings.page()) ? settings.page() : UiSettings.STANDARD.page());
        if (!settings.welcomed()) {
            setup.welcome(() -> keep(settings.withWelcomed()));
        }
        setup.rescan();
        sessions.emptyDeleted();
        heartbeat.start(PERIOD_MILLIS);
        context.notifier().prepare();
        InvalidationListener wake = _ -> heartbeat.rest(false);
        stage.iconifiedProperty().addListener(wake);
        stage.showingProperty().addListener(wake);
        stage.setOnCloseRequest(this::askForUnsaved);
        setup.install().addListener((_, _, _) -> {
            if (shell.front() instanceof SettingsPage page) {
                page.shown();
            }
        });
        stage.setOnHidden(_ -> {
            heartbeat.close();
            context.notifier().close();
            stopDressing.run();
            stage.iconifiedProperty().removeListener(wake);
            stage.showingProperty().removeListener(wake);
            stage.setOnHidden(null);
        });
        stage.show();
    }

    private void askForUnsaved(WindowEvent closing) {
        if (pluginSettings.changed().get()) {
            closing.consume();
            stage.setIconified(false);
            shell.open("settings");
            pluginSettings.askBeforeClosing(stage::close);
        }
    }

    /** The pages, for who drives the window. */
    Shell shell() {
        return shell;
    }

    /** What the Live page shows, for who drives the window. */
    LiveViewModel live() {
        return live;
    }

    /** What the window remembers, for who drives it. */
    UiSettings settings() {
        return settings;
    }

    /** Takes what a person chose, and remembers it. */
    void keep(UiSettings chosen) {
        if (chosen.equals(settings)) {
            return;
        }
        settings = chosen;
        theme.appearance().set(chosen.appearance());
        live.warnBy(chosen.alertRules());
        if (!chosen.alerts()) {
            live.stopWarning();
        }
        context.sessionRecorder().setEnabled(chosen.record());
        keeper.keep(chosen);
    }

    private void beat() {
        boolean seen = stage.isShowing() && !stage.isIconified();
        boolean rests = !seen && !compact.isOpen();
        heartbeat.rest(rests);
        context.watch().rest(rests);
        beats = rests ? (beats / HIDDEN_EVERY + 1) * HIDDEN_EVERY : beats + 1;
        LiveState found = LiveState.of(context.watch().state(), context.recorder().feed(), context.watch().details());
        boolean noInstall = found instanceof LiveState.NotRunning && setup.nothingFound();
        LiveState state = noInstall ? new LiveState.NoInstall() : found;
        showRecording(context.sessionRecorder().status());
        boolean changed = !state.equals(live.state().get());
        if (changed) {
            live.update(state);
            showGame(state);
        }
        if (settings.alerts() && (changed || beats % ALERTS_EVERY == 0)) {
            tell(live.look(context.watch().snapshot()));
        }
        shell.showAlerts(live.alerts());
        shell.showWork(work.lasting());
        if (beats % (UiSettings.MOST_REFRESHES / settings.refreshPerSecond()) == 0) {
            refresh(seen);
        }
    }

    private void showRecording(Recording now) {
        if (!now.equals(live.recording().get())) {
            live.recording().set(now);
            sessions.recording(now);
            shell.showRecording(now);
        }
    }

    private void showGame(LiveState state) {
        shell.showGame(state.severity(), live.status());
        setup.gameRuns(state.process().isPresent());
    }

    private void refresh(boolean seen) {
        compact.refresh();
        Page front = shell.front();
        if (seen && front != null) {
            drawing.draw(front);
        }
    }

    /** A notification only for who does not see the window. */
    private void tell(List<Alert> raised) {
        if (!raised.isEmpty() && settings.notifications() && stage.isShowing() && !inFront()) {
            context.notifier().tell(texts.of("ui.app"),
                    raised.stream().map(Alert::text).collect(Collectors.joining("\n")));
        }
    }

    /** Whether the window has the focus, or a dialog or menu of its own has. */
    private boolean inFront() {
        return !stage.isIconified() && Window.getWindows().stream().filter(Window::isFocused).anyMatch(this::belongs);
    }

    private boolean belongs(Window focused) {
        return focused == stage || focused instanceof Stage dialog && dialog.getOwner() == stage
                || focused instanceof PopupWindow menu && belongs(menu.getOwnerWindow());
    }

    /** Takes what was dropped on the window. */
    void drop(List<Path> dropped) {
        shell.open("setup");
        setup.drop(dropped);
    }

    private void openSession() {
        live.recording().get().session().ifPresent(sessions::open);
        shell.open("sessions");
    }

    private void nextStep(LiveState state) {
        switch (state) {
            case LiveState.Closing _, LiveState.Gone _ -> openSession();
            case LiveState.NotRunning _ -> {
                shell.open("setup");
                setup.launch();
            }
            default -> shell.open("setup");
        }
    }
}
