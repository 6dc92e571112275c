package io.github.memorypoolnvse.telemetry;

/** The memory behind a block went away while it was read: its file was cut short. */
public final class BlockLostException extends Exception {

    private static final long serialVersionUID = 1;

    public BlockLostException(Throwable cause) {
        super("The block's memory is gone", cause);
    }
}
