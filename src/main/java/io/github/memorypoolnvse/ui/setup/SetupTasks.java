package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.ui.FaultWords;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blocking work of the Setup page on another thread; what it brings comes back to the page's, failures as a notice. */
final class SetupTasks {

    private static final Logger LOG = LoggerFactory.getLogger(SetupTasks.class);

    private final Executor background;
    private final Executor front;
    private final FaultWords faults;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private int pending;

    /**
     * @param background runs blocking work
     * @param front the thread results come back to
     */
    SetupTasks(Executor background, Executor front, FaultWords faults) {
        this.background = background;
        this.front = front;
        this.faults = faults;
    }

    /** Work that may fail. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Work whose only result is that it was done. */
    @FunctionalInterface
    interface Deed {
        void run() throws IOException;
    }

    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyObjectWrapper<@Nullable Notice> notice() {
        return notice;
    }

    void tell(Severity severity, String text) {
        notice.set(new Notice(severity, text));
    }

    void tell(Exception failed) {
        notice.set(faults.notice(failed));
    }

    <T> void run(Work<T> task, Consumer<T> then) {
        run(task, then, this::tell);
    }

    /** @param otherwise what is done when it failed */
    <T> void run(Work<T> task, Consumer<T> then, Consumer<Exception> otherwise) {
        run(LongWork.Kind.BRIEF, task, then, otherwise);
    }

    /** The same for work the status bar tells of. */
    <T> void run(LongWork.Kind kind, Work<T> task, Consumer<T> then, Consumer<Exception> otherwise) {
        pending++;
        busy.set(true);
        background.execute(new LongWork(kind, work -> {
            try {
                T result = task.run();
                work.check();
                front.execute(() -> {
                    finished();
                    then.accept(result);
                });
            } catch (IOException | RuntimeException failed) {
                LOG.warn("setup work failed", failed);
                front.execute(() -> {
                    finished();
                    otherwise.accept(work.reason(failed));
                });
            }
        }));
    }

    void run(Deed deed, Runnable then, Consumer<Exception> otherwise) {
        run(LongWork.Kind.BRIEF, deed, then, otherwise);
    }

    /** The same for a deed the status bar tells of. */
    void run(LongWork.Kind kind, Deed deed, Runnable then, Consumer<Exception> otherwise) {
        run(kind, () -> {
            deed.run();
            return true;
        }, _ -> then.run(), otherwise);
    }

    private void finished() {
        pending--;
        busy.set(pending > 0);
    }
}
