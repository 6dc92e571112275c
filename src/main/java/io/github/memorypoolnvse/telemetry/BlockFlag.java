package io.github.memorypoolnvse.telemetry;

import java.util.EnumSet;
import java.util.Set;

/** What holds for a block as a whole. */
public enum BlockFlag {
    /** The game runs under Wine or Proton. */
    WINE(1),
    /** The block is a file in shared memory. */
    FILE(2),
    /** The block can be opened as a named section. */
    SECTION(4),
    /** Threads share counters because memory for more could not be had: counts may be too low. */
    SHARED_SPARE(8);

    private final int bit;

    BlockFlag(int bit) {
        this.bit = bit;
    }

    static Set<BlockFlag> of(int bits) {
        Set<BlockFlag> set = EnumSet.noneOf(BlockFlag.class);
        for (BlockFlag flag : values()) {
            if ((bits & flag.bit) != 0) {
                set.add(flag);
            }
        }
        return set;
    }
}
