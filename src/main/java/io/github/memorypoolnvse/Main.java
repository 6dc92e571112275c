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
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the manager: the window without arguments, a command with them. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0) {
            System.exit(MemoryPoolCommand.run(RecordedDashboard::new, arguments));
        }
        System.exit(openWindow() ? 0 : 1);
    }

    /** What comes before there is a window to tell it in, or after, is told in one of its own. */
    private static boolean openWindow() throws InterruptedException {
        try {
            return openWindow(ManagerContext.ofThisUser());
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable fault) {
            LOG.error("the window ends by a fault", fault);
            Desktop.tell(new Texts(Locale.getDefault()), fault);
            return false;
        }
    }

    /**
     * Opens the window on a manager and stays until it is closed, or asks the one that is open to come forward. Once in
     * a process, which the caller ends.
     *
     * @return false when it could not be opened; a person was told
     */
    public static boolean openWindow(ManagerContext context) throws InterruptedException {
        Path data = context.folders().managerData();
        SessionStore sessions = new SessionStore(data.resolve("sessions"));
        UiSettingsFile settings = new UiSettingsFile(data.resolve("window.json"));
        SessionRecorder sessionRecorder = new SessionRecorder(sessions, settings.read().record());
        FeedRecorder recorder = new FeedRecorder();
        Desktop desktop = new Desktop();
        // Closed first: while the rest ends, a start opens a window of its own.
        try (GameWatcher watcher = context.newWatcher();
                ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
                SingleInstance instance = new SingleInstance(data)) {
            if (instance.knockOrListen(desktop::raise)) {
                return true;
            }
            context.start();
            watcher.addSink(recorder);
            watcher.addSink(sessionRecorder);
            watcher.addListener(sessionRecorder);
            watcher.start();
            return desktop.open(new WindowContext(new ManagerSetup(context), Watch.of(watcher), recorder, sessions,
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
