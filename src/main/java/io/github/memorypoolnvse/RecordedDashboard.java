package io.github.memorypoolnvse;

import io.github.memorypoolnvse.cli.practice.Dashboard;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.ui.DashboardSnapshot;
import io.github.memorypoolnvse.ui.live.FeedRecorder;
import io.github.memorypoolnvse.ui.live.LiveState;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The window's Live page for a command: records what it is fed and draws the same scene into a file. */
final class RecordedDashboard implements Dashboard {

    private final FeedRecorder recorder = new FeedRecorder();
    private final Texts texts;

    RecordedDashboard(Texts texts) {
        this.texts = texts;
    }

    @Override
    public void begin(Attachment attachment) {
        recorder.begin(attachment);
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        recorder.sample(serial, timeNanos, values);
    }

    @Override
    public void gap(long lostSamples) {
        recorder.gap(lostSamples);
    }

    @Override
    public void event(BlockEvent event) {
        recorder.event(event);
    }

    @Override
    public void prepare() throws InterruptedException {
        DashboardSnapshot.prepare();
    }

    @Override
    public void picture(GameState state, Path file) throws IOException, InterruptedException {
        new DashboardSnapshot(texts, Appearance.DARK)
                .write(LiveState.of(state, recorder.feed(), BlockDetails.NONE), List.of(), file);
    }
}
