package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.GameInstance;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import io.github.memorypoolnvse.ui.live.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A watch that has found what a test says. */
class StagedWatch implements Watch {

    private volatile GameState state = new GameState.NotRunning();
    private volatile List<GameInstance> instances = List.of();
    private volatile Optional<Snapshot> snapshot = Optional.empty();
    private volatile BlockDetails details = BlockDetails.NONE;
    private volatile List<ThreadTable> threads = List.of(ThreadTable.EMPTY);
    private volatile int threadsRead;
    private volatile boolean rests;
    private final List<Long> selected = new ArrayList<>();

    /** A running game of a process id. */
    static GameInstance game(long pid) {
        return new GameInstance(new RunningProcess(pid, 1, "FalloutNV.exe", null, List.of()), true);
    }

    void found(GameState found) {
        state = found;
    }

    void running(List<GameInstance> games) {
        instances = List.copyOf(games);
    }

    void says(Optional<Snapshot> values, BlockDetails more, ThreadTable each) {
        snapshot = values;
        details = more;
        replay(List.of(each));
    }

    /** Each look at the threads finds the next of these, and then the last. */
    void replay(List<ThreadTable> tables) {
        threadsRead = 0;
        threads = List.copyOf(tables);
    }

    /** The process ids that were asked for. */
    List<Long> selected() {
        return selected;
    }

    /** Whether it was told that nobody looks. */
    boolean rests() {
        return rests;
    }

    @Override
    public void rest(boolean on) {
        rests = on;
    }

    @Override
    public GameState state() {
        return state;
    }

    @Override
    public List<GameInstance> instances() {
        return instances;
    }

    @Override
    public void select(long processId) {
        selected.add(processId);
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return snapshot;
    }

    @Override
    public ThreadTable threads() {
        List<ThreadTable> tables = threads;
        return tables.get(Math.min(threadsRead++, tables.size() - 1));
    }

    @Override
    public BlockDetails details() {
        return details;
    }
}
