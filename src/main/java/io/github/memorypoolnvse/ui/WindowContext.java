package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.ui.live.FeedRecorder;
import io.github.memorypoolnvse.ui.live.Watch;
import io.github.memorypoolnvse.ui.settings.UiSettingsFile;
import io.github.memorypoolnvse.ui.setup.SetupWork;
import java.util.concurrent.Executor;

/**
 * What the window needs from the rest of the manager, wired once.
 *
 * @param setup finds, examines, installs and launches
 * @param watch for a running game; asked ten times a second
 * @param recorder a sink of the same watch
 * @param sessions what was recorded
 * @param sessionRecorder records into it; a sink and listener of the same watch
 * @param settings what the window remembers
 * @param background runs blocking work
 * @param notifier tells of alerts while the window is not in front
 * @param texts the words, in the person's language
 */
public record WindowContext(
        SetupWork setup,
        Watch watch,
        FeedRecorder recorder,
        SessionStore sessions,
        SessionRecorder sessionRecorder,
        UiSettingsFile settings,
        Executor background,
        Notifier notifier,
        Texts texts) {
}
