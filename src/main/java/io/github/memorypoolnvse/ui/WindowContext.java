package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.ui.live.FeedRecorder;
import io.github.memorypoolnvse.ui.setup.SetupWork;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the window needs from the rest of the manager, wired once.
 *
 * @param setup finds, examines, installs and launches
 * @param game how things stand with the running game; asked ten times a second, any thread
 * @param recorder a sink of the same watch
 * @param background runs blocking work
 * @param openFolder shows a folder in the desktop's file manager; JavaFX thread, must not block
 * @param texts the words, in the person's language
 */
public record WindowContext(
        SetupWork setup,
        Supplier<GameState> game,
        FeedRecorder recorder,
        Executor background,
        Consumer<Path> openFolder,
        Texts texts) {
}
