package io.github.memorypoolnvse.bench;

import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.GameProcesses;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.platform.SharedBlock;
import io.github.memorypoolnvse.platform.SharedBlocks;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A machine on which one game runs and publishes a block of this process. */
final class SteadyGame {

    private static final RunningProcess GAME = new RunningProcess(1, 1, "FalloutNV.exe", null, List.of());

    private SteadyGame() {
    }

    static LivePlatform publishing(MemorySegment memory) {
        GameProcesses processes = new GameProcesses() {
            @Override
            public List<RunningProcess> running() {
                return List.of(GAME);
            }

            @Override
            public ProcessState state(RunningProcess process) {
                return ProcessState.RUNNING;
            }
        };
        SharedBlocks blocks = new SharedBlocks() {
            @Override
            public List<BlockCandidate> candidates(List<RunningProcess> games) {
                return List.of(new BlockCandidate("steady", GAME));
            }

            @Override
            public BlockOpening open(BlockCandidate candidate) {
                return new BlockOpening.Opened(new SharedBlock() {
                    @Override
                    public MemorySegment memory() {
                        return memory;
                    }

                    @Override
                    public void close() {
                        // The memory is the writer's.
                    }
                });
            }
        };
        return new LivePlatform(processes, blocks);
    }
}
