package io.github.memorypoolnvse.ui.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of time all graphs show together: following the newest sample, held still, or chosen by hand; and
 * the instant the pointer is at. Times are nanoseconds on the block writer's clock. Used on one thread.
 */
public final class TimeView {

    /** "The pointer is nowhere". */
    public static final long NOWHERE = Long.MIN_VALUE;

    private static final long FINEST_STEPS = 2000;
    private static final long SHORTEST = Duration.ofSeconds(1).toNanos();

    /** The ranges a person can choose by one key. */
    public enum Span {
        MINUTE(Duration.ofMinutes(1)),
        FIVE_MINUTES(Duration.ofMinutes(5)),
        FIFTEEN_MINUTES(Duration.ofMinutes(15)),
        HOUR(Duration.ofHours(1)),
        /** From the oldest sample kept to the newest. */
        ALL(Duration.ZERO);

        private final long nanos;

        Span(Duration length) {
            nanos = length.toNanos();
        }
    }

    private final List<Runnable> listeners = new ArrayList<>();
    private final List<Runnable> pointListeners = new ArrayList<>();
    private @Nullable Span span = Span.MINUTE;
    private boolean following = true;
    private boolean paused;
    private boolean running = true;
    private boolean returnsToAll;
    private long oldest;
    private long newest;
    private long from = -Span.MINUTE.nanos;
    private long to;
    private long cursor = NOWHERE;

    /** Calls a listener after each change of the stretch or of how it moves; not of the cursor. */
    public void onMove(Runnable listener) {
        listeners.add(listener);
    }

    /** Calls a listener after each change of the cursor; it moves with every motion of the pointer. */
    public void onPoint(Runnable listener) {
        pointListeners.add(listener);
    }

    /** Calls a listener after each change of the stretch or the cursor. */
    public void onChange(Runnable listener) {
        onMove(listener);
        onPoint(listener);
    }

    /**
     * Tells what time there are samples of; moves a following view along, if that moves what is seen: a step of
     * less than half a pixel waits for the next sample.
     */
    public void reach(long oldestTime, long newestTime) {
        if (oldestTime == oldest && newestTime == newest) {
            return;
        }
        oldest = oldestTime;
        newest = newestTime;
        boolean visible = Math.abs(newest - to) >= (to - from) / FINEST_STEPS || span == Span.ALL && oldest != from;
        if (following && !paused && visible) {
            place();
        }
    }

    /** Tells whether the newest sample is now: more are coming in. */
    public void setRunning(boolean runs) {
        if (running != runs) {
            running = runs;
            changed();
        }
    }

    /** Makes the whole run, rather than its newest samples, what one returns to: it is over. */
    public void returnToAll() {
        returnsToAll = true;
    }

    /** Whether {@link #follow} shows the whole run. */
    public boolean returnsToAll() {
        return returnsToAll;
    }

    /** Whether {@link #follow} would change nothing. */
    public boolean atHome() {
        return returnsToAll ? span == Span.ALL : following();
    }

    /** Whether the right edge is now. */
    public boolean atNow() {
        return running && following();
    }

    /** Starts over for another run of the game: follows its newest sample. */
    public void restart() {
        paused = false;
        following = true;
        cursor = NOWHERE;
        if (span == null) {
            span = Span.MINUTE;
        }
        place();
    }

    /** The left edge, in nanoseconds. */
    public long from() {
        return from;
    }

    /** The right edge, in nanoseconds; always after {@link #from()}. */
    public long to() {
        return to;
    }

    /** The range chosen by name, or null when it was chosen by hand. */
    public @Nullable Span span() {
        return span;
    }

    /** Whether the right edge is the newest sample and moves with it. */
    public boolean following() {
        return following && !paused;
    }

    public boolean paused() {
        return paused;
    }

    /** Shows one of the ranges, ending at the newest sample. */
    public void show(Span chosen) {
        span = chosen;
        paused = false;
        following = true;
        place();
    }

    /** Holds the view still or lets it go on; recording is not touched. */
    public void pause(boolean hold) {
        if (paused == hold) {
            return;
        }
        paused = hold;
        if (following && !paused) {
            place();
        } else {
            changed();
        }
    }

    /** Returns to the newest sample, keeping the length shown; to the whole run where that is what one returns to. */
    public void follow() {
        if (returnsToAll) {
            show(Span.ALL);
        } else {
            toNewest();
        }
    }

    /** Shows the newest samples, keeping the length shown. */
    public void toNewest() {
        paused = false;
        following = true;
        place();
    }

    /** Shows exactly this stretch, at least a second long. */
    public void select(long start, long end) {
        span = null;
        following = false;
        set(Math.min(start, end), Math.max(start, end));
    }

    /** Makes the stretch shorter (below 1) or longer (above 1) around an instant that keeps its place. */
    public void zoom(double factor, long around) {
        long longest = Math.max(Span.HOUR.nanos, newest - oldest);
        double length = Math.clamp((double) (to - from) * factor, (double) SHORTEST, (double) longest);
        if (following && around >= to) {
            span = null;
            from = to - (long) length;
            changed();
            return;
        }
        double share = (double) (around - from) / (to - from);
        span = null;
        following = false;
        long start = around - (long) (length * share);
        set(start, start + (long) length);
    }

    /** Moves by a share of the visible length; moving past the newest sample follows again. */
    public void pan(double share) {
        long by = (long) ((to - from) * share);
        if (by > 0 && to + by >= newest) {
            toNewest();
            return;
        }
        if (span == Span.ALL) {
            span = null;
        }
        following = false;
        set(from + by, to + by);
    }

    /** Shows the oldest samples kept. */
    public void toOldest() {
        following = false;
        set(oldest, oldest + (to - from));
    }

    /** The instant the pointer is at, or {@link #NOWHERE}. */
    public long cursor() {
        return cursor;
    }

    public void point(long time) {
        if (cursor != time) {
            cursor = time;
            pointListeners.forEach(Runnable::run);
        }
    }

    private void place() {
        if (span == Span.ALL) {
            set(Math.min(oldest, newest - SHORTEST), newest);
        } else {
            long length = span != null ? span.nanos : to - from;
            set(newest - length, newest);
        }
    }

    private void set(long start, long end) {
        from = start;
        to = Math.max(end, start + SHORTEST);
        changed();
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }
}
