package io.github.memorypoolnvse.ui;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Runs the window's work in the background and knows what of it is going on. Any thread. */
final class WindowWork implements Executor {

    private static final long LASTING_NANOS = 400_000_000;

    private record Going(LongWork work, long since) {
    }

    private final Executor background;
    private final LongSupplier clock;
    private final List<Going> going = new CopyOnWriteArrayList<>();

    /**
     * @param clock in nanoseconds
     */
    WindowWork(Executor background, LongSupplier clock) {
        this.background = background;
        this.clock = clock;
    }

    @Override
    public void execute(Runnable command) {
        if (!(command instanceof LongWork work) || work.kind() == LongWork.Kind.BRIEF) {
            background.execute(command);
            return;
        }
        Going told = new Going(work, clock.getAsLong());
        going.add(told);
        boolean taken = false;
        try {
            background.execute(() -> {
                try {
                    work.run();
                } finally {
                    going.remove(told);
                }
            });
            taken = true;
        } finally {
            if (!taken) {
                going.remove(told);
            }
        }
    }

    /** What has been going on for long enough to be worth telling, oldest first. */
    List<LongWork> lasting() {
        long now = clock.getAsLong();
        return going.stream().filter(each -> now - each.since() >= LASTING_NANOS).map(Going::work).toList();
    }
}
