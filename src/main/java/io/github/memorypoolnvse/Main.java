package io.github.memorypoolnvse;

import io.github.memorypoolnvse.cli.MemoryPoolCommand;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.telemetry.GameWatcher;
import io.github.memorypoolnvse.ui.Desktop;
import io.github.memorypoolnvse.ui.DesktopNotifier;
import io.github.memorypoolnvse.ui.SingleInstance;
import io.github.memorypoolnvse.ui.WindowContext;
import io.github.memorypoolnvse.ui.live.FeedRecorder;
import io.github.memorypoolnvse.ui.live.Watch;
import io.github.memorypoolnvse.ui.settings.UiSettingsFile;
import io.github.memorypoolnvse.ui.setup.ManagerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts the manager: the window without arguments, a command with them. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0) {
            System.exit(MemoryPoolCommand.run(RecordedDashboard::new, arguments));
        }
        openWindow(managerOrFault());
        System.exit(0);
    }

    /** Without a manager there is no window to tell it in, so that is told in one of its own. */
    private static ManagerContext managerOrFault() throws InterruptedException {
        try {
            return ManagerContext.ofThisUser();
        } catch (IOException | RuntimeException fault) {
            Desktop.tell(new Texts(Locale.getDefault()), fault);
            System.exit(1);
            throw new IllegalStateException(fault);
        }
    }

    /** Opens the window on a manager and stays until it is closed. Once in a process. */
    public static void openWindow(ManagerContext context) throws InterruptedException {
        context.start();
        Path data = context.folders().managerData();
        SessionStore sessions = new SessionStore(data.resolve("sessions"));
        UiSettingsFile settings = new UiSettingsFile(data.resolve("window.json"));
        SessionRecorder sessionRecorder = new SessionRecorder(sessions, settings.read().record());
        FeedRecorder recorder = new FeedRecorder();
        Desktop desktop = new Desktop();
        try (SingleInstance instance = new SingleInstance(data);
                GameWatcher watcher = context.newWatcher();
                ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            if (instance.knockOrListen(desktop::raise)) {
                return;
            }
            watcher.addSink(recorder);
            watcher.addSink(sessionRecorder);
            watcher.addListener(sessionRecorder);
            watcher.start();
            desktop.open(new WindowContext(new ManagerSetup(context), Watch.of(watcher), recorder, sessions,
                    sessionRecorder, settings, background,
                    new DesktopNotifier(context.desktopNotices(), background, desktop::raise),
                    texts(settings, context)));
        }
    }

    /** In the language chosen for the window, else in the system's. */
    private static Texts texts(UiSettingsFile settings, ManagerContext context) {
        String language = settings.read().language();
        return language.isEmpty() ? context.texts() : new Texts(Locale.forLanguageTag(language));
    }
}
