package io.github.memorypoolnvse.cli.practice;

import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.SampleSink;
import java.io.IOException;
import java.nio.file.Path;

/** The window's dashboard, as far as a command needs it: fed with samples, it draws itself. */
public interface Dashboard extends SampleSink {

    /** Gets ready to draw, which takes a moment the first time; any thread. */
    void prepare() throws InterruptedException;

    /** Writes a PNG of what the dashboard shows now; any thread, blocks until it is written. */
    void picture(GameState state, Path file) throws IOException, InterruptedException;
}
