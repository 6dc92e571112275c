package io.github.memorypoolnvse.ui;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work on a thread of its own that the status bar tells of while it lasts. Any thread. */
public final class LongWork implements Runnable {

    /** What it is about; its words are {@code ui.work.} and its name in lower case. */
    public enum Kind {
        /** Not worth telling. */
        BRIEF(false),
        SEARCH(true),
        EXAMINE(false),
        CHANGE(false),
        ARCHIVE(false),
        SESSION(true),
        EXPORT(true);

        private final boolean cancellable;

        Kind(boolean cancellable) {
            this.cancellable = cancellable;
        }

        /** Whether a person may end it half-way. */
        public boolean cancellable() {
            return cancellable;
        }
    }

    private final Kind kind;
    private final Consumer<LongWork> body;
    private @Nullable Thread worker;
    private boolean cancelled;
    private volatile double progress = Double.NaN;

    /**
     * @param body does it, and may tell how far it is and ask whether to go on
     */
    public LongWork(Kind kind, Consumer<LongWork> body) {
        this.kind = kind;
        this.body = body;
    }

    public Kind kind() {
        return kind;
    }

    /** How much is done, 0 to 1; not a number when that is not known. */
    public double progress() {
        return progress;
    }

    /** Tells how much is done, 0 to 1. */
    public void progress(double done) {
        progress = done;
    }

    /** Whether somebody cancelled it. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Ends it as soon as it can be ended; does nothing to work that cannot. */
    public synchronized void cancel() {
        if (kind.cancellable()) {
            cancelled = true;
            Thread working = worker;
            if (working != null) {
                working.interrupt();
            }
        }
    }

    /**
     * Goes on, or not.
     *
     * @throws CancellationException when it was cancelled
     */
    public void check() {
        if (cancelled()) {
            throw new CancellationException();
        }
    }

    /** What to tell of a failure: where it was cancelled, only that. */
    public Exception reason(Exception failed) {
        return cancelled() ? new CancellationException() : failed;
    }

    @Override
    public void run() {
        synchronized (this) {
            worker = Thread.currentThread();
        }
        try {
            body.accept(this);
        } finally {
            leave();
        }
    }

    /** An interrupt that came too late is nobody's else. */
    private synchronized void leave() {
        worker = null;
        if (cancelled) {
            Thread.interrupted();
        }
    }
}
