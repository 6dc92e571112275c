package io.github.memorypoolnvse.telemetry;

import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.GameProcesses;
import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.platform.SharedBlock;
import io.github.memorypoolnvse.platform.SharedBlocks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looks which games run, which of them publish a block, and opens the one to read. */
final class GameSearch {

    /** What a look found. */
    sealed interface Found {

        /** No game runs. */
        record Nothing() implements Found {}

        /** Games run, none of them with a block. */
        record NoBlock(GameInstance game) implements Found {}

        record Block(SharedBlock block, BlockReader reader, GameInstance game) implements Found {}

        /** A block that cannot be read (yet), and the state that says why. */
        record Unreadable(GameState state) implements Found {}
    }

    private final GameProcesses processes;
    private final SharedBlocks blocks;
    private List<GameInstance> instances = List.of();
    private List<BlockCandidate> candidates = List.of();

    GameSearch(GameProcesses processes, SharedBlocks blocks) {
        this.processes = processes;
        this.blocks = blocks;
    }

    /** As of the last {@link #refresh}, newest last. */
    List<GameInstance> instances() {
        return instances;
    }

    void refresh() {
        List<RunningProcess> games = processes.running();
        candidates = blocks.candidates(games).stream()
                .filter(candidate -> candidate.owner() != null)
                .toList();
        List<RunningProcess> all = new ArrayList<>(games);
        for (BlockCandidate candidate : candidates) {
            RunningProcess owner = candidate.owner();
            if (owner != null && all.stream().noneMatch(owner::sameRun)) {
                all.add(owner);
            }
        }
        all.sort(Comparator.comparingLong(RunningProcess::startToken).thenComparingLong(RunningProcess::pid));
        instances = all.stream()
                .map(process -> new GameInstance(process, candidateOf(process) != null))
                .toList();
    }

    private @Nullable BlockCandidate candidateOf(RunningProcess process) {
        for (BlockCandidate candidate : candidates) {
            RunningProcess owner = candidate.owner();
            if (owner != null && owner.sameRun(process)) {
                return candidate;
            }
        }
        return null;
    }

    /**
     * The game to read: the chosen one if it runs, else the newest whose block can be read.
     *
     * @param chosen a process id
     */
    Found find(OptionalLong chosen) throws BlockLostException {
        List<GameInstance> order = instances.stream()
                .filter(game -> chosen.isEmpty() || instances.stream().noneMatch(one -> one.pid() == chosen.getAsLong())
                        || game.pid() == chosen.getAsLong())
                .toList()
                .reversed();
        Found best = order.isEmpty() ? new Found.Nothing() : new Found.NoBlock(order.getFirst());
        for (GameInstance game : order) {
            Found found = look(game);
            if (found instanceof Found.Block) {
                return found;
            }
            if (found instanceof Found.Unreadable && !(best instanceof Found.Unreadable)) {
                best = found;
            }
        }
        return best;
    }

    private Found look(GameInstance game) throws BlockLostException {
        BlockCandidate candidate = candidateOf(game.process());
        if (candidate == null) {
            return new Found.NoBlock(game);
        }
        return switch (blocks.open(candidate)) {
            case BlockOpening.Absent() -> new Found.NoBlock(game);
            case BlockOpening.Denied(String reason) -> new Found.Unreadable(new GameState.NoPermission(game, reason));
            case BlockOpening.Failed(String reason) -> new Found.Unreadable(new GameState.ForeignBlock(game, reason));
            case BlockOpening.Opened(SharedBlock block) -> inspect(block, game);
        };
    }

    private static Found inspect(SharedBlock block, GameInstance game) throws BlockLostException {
        BlockContent content;
        try {
            content = BlockReader.open(block.memory());
        } catch (BlockLostException lost) {
            block.close();
            throw lost;
        }
        if (content instanceof BlockContent.Readable(BlockReader reader)) {
            return new Found.Block(block, reader, game);
        }
        block.close();
        return new Found.Unreadable(
                switch (content) {
                    case BlockContent.Readable _ -> throw new IllegalStateException("handled above");
                    case BlockContent.Unfinished _ -> new GameState.WaitingForFirstSample(game);
                    case BlockContent.Foreign(String reason) -> new GameState.ForeignBlock(game, reason);
                    case BlockContent.Damaged(String reason) -> new GameState.ForeignBlock(game, reason);
                    case BlockContent.Newer(int major, int _) -> new GameState.NewerBlock(game, major);
                });
    }
}
