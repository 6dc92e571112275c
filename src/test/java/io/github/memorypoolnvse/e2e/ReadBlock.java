package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.GameProcesses;
import io.github.memorypoolnvse.platform.SharedBlock;
import io.github.memorypoolnvse.platform.SharedBlocks;
import io.github.memorypoolnvse.platform.linux.LinuxGameProcesses;
import io.github.memorypoolnvse.platform.linux.LinuxSharedBlocks;
import io.github.memorypoolnvse.platform.linux.ProcFileSystem;
import io.github.memorypoolnvse.telemetry.BlockContent;
import io.github.memorypoolnvse.telemetry.BlockReader;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The block of one running practice game, held open so that its last values can be read after its end. */
final class ReadBlock implements AutoCloseable {

    private static final ProcFileSystem PROC = new ProcFileSystem(Path.of("/proc"));

    private final SharedBlock block;
    private final BlockReader reader;

    private ReadBlock(SharedBlock block, BlockReader reader) {
        this.block = block;
        this.reader = reader;
    }

    /** Waits until the process publishes a readable block. */
    static ReadBlock of(Process game) {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5))
                .until(() -> tryOpen(game), Optional::isPresent).orElseThrow();
    }

    private static Optional<ReadBlock> tryOpen(Process game) throws Exception {
        assertThat(game.isAlive()).as("the practice game runs").isTrue();
        GameProcesses processes = new LinuxGameProcesses(PROC);
        SharedBlocks blocks = new LinuxSharedBlocks(PROC, Path.of("/dev/shm"));
        for (BlockCandidate candidate : blocks.candidates(processes.running())) {
            if (candidate.owner() == null || candidate.owner().pid() != game.pid()) {
                continue;
            }
            if (blocks.open(candidate) instanceof BlockOpening.Opened(SharedBlock block)) {
                if (BlockReader.open(block.memory()) instanceof BlockContent.Readable(BlockReader reader)) {
                    return Optional.of(new ReadBlock(block, reader));
                }
                block.close();
            }
        }
        return Optional.empty();
    }

    BlockReader reader() {
        return reader;
    }

    Snapshot snapshot() throws Exception {
        return reader.snapshot().orElseThrow();
    }

    String property(String key) throws Exception {
        return reader.properties().orElseThrow().getOrDefault(key, "");
    }

    @Override
    public void close() {
        block.close();
    }
}
