package io.github.memorypoolnvse.platform;

import java.lang.foreign.MemorySegment;

/**
 * A block mapped into this process, for reading only. Its bytes change at any time. Should the file behind it
 * be cut short, an access throws {@link InternalError}; whoever reads must expect that.
 */
public interface SharedBlock extends AutoCloseable {

    /** The mapped bytes; valid until {@link #close}. Aligned to a page. */
    MemorySegment memory();

    /** Unmaps. The thread that reads is the one that closes. */
    @Override
    void close();
}
