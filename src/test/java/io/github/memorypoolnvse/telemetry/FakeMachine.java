package io.github.memorypoolnvse.telemetry;

import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.GameProcesses;
import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.platform.SharedBlock;
import io.github.memorypoolnvse.platform.SharedBlocks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A machine with processes, blocks and a clock that a test moves by hand. */
final class FakeMachine implements GameProcesses, SharedBlocks, Ticker, AutoCloseable {

    private final Arena arena = Arena.ofShared();
    private final Map<Long, RunningProcess> processes = new LinkedHashMap<>();
    private final Map<Long, ProcessState> states = new HashMap<>();
    private final Map<String, BlockOpening> openings = new HashMap<>();
    private final List<BlockCandidate> candidates = new ArrayList<>();
    private long now = 1;
    int openBlocks;

    RunningProcess start(long pid) {
        RunningProcess process = new RunningProcess(pid, 1000 + pid, "FalloutNV.exe", null, List.of());
        processes.put(pid, process);
        states.put(pid, ProcessState.RUNNING);
        return process;
    }

    TestBlock newBlock() {
        return new TestBlock(arena);
    }

    TestBlock publish(RunningProcess process) {
        TestBlock block = TestBlock.live(arena);
        publish(process, block.memory);
        return block;
    }

    void publish(@Nullable RunningProcess owner, MemorySegment memory) {
        String location = "block-" + candidates.size();
        candidates.add(new BlockCandidate(location, owner));
        openings.put(location, new BlockOpening.Opened(new SharedBlock() {
            @Override
            public MemorySegment memory() {
                return memory;
            }

            @Override
            public void close() {
                openBlocks--;
            }
        }));
    }

    void refuse(RunningProcess owner, BlockOpening opening) {
        candidates.add(new BlockCandidate("refused", owner));
        openings.put("refused", opening);
    }

    void state(RunningProcess process, ProcessState state) {
        states.put(process.pid(), state);
    }

    /** The process is gone, and so is its block's name. */
    void end(RunningProcess process) {
        processes.remove(process.pid());
        states.put(process.pid(), ProcessState.ENDED);
        candidates.removeIf(candidate -> process.equals(candidate.owner()));
    }

    void advance(Duration by) {
        now += by.toNanos();
    }

    @Override
    public List<RunningProcess> running() {
        return List.copyOf(processes.values());
    }

    @Override
    public ProcessState state(RunningProcess process) {
        return states.getOrDefault(process.pid(), ProcessState.ENDED);
    }

    @Override
    public List<BlockCandidate> candidates(List<RunningProcess> games) {
        return List.copyOf(candidates);
    }

    @Override
    public BlockOpening open(BlockCandidate candidate) {
        BlockOpening opening = openings.getOrDefault(candidate.location(), new BlockOpening.Absent());
        if (opening instanceof BlockOpening.Opened) {
            openBlocks++;
        }
        return opening;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        advance(duration);
    }

    @Override
    public void close() {
        arena.close();
    }
}
