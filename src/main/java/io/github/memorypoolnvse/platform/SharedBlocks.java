package io.github.memorypoolnvse.platform;

import java.util.List;

/** Finds and maps the memory in which the plugin publishes. Any thread. */
public interface SharedBlocks {

    /**
     * Where blocks are now. A block without an owner was left behind by a process that is gone; it is named,
     * never removed. Never fails: what cannot be seen is left out.
     *
     * @param games running processes of the game; others are found too where the system allows it
     */
    List<BlockCandidate> candidates(List<RunningProcess> games);

    BlockOpening open(BlockCandidate candidate);
}
