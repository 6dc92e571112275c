package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.ThreadCounts;
import io.github.memorypoolnvse.telemetry.ThreadRole;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A line of the list of threads: the same object for as long as the thread is there, whatever its figures. */
final class ThreadLine {

    /** Who a line is of; a thread's id may be given anew, its beginning tells the two apart. */
    record Key(ThreadRole role, long threadId, long sinceNanos) {

        static Key of(ThreadCounts counts) {
            return new Key(counts.role(), counts.threadId(), counts.sinceNanos());
        }
    }

    private final ReadOnlyObjectWrapper<ThreadFigures> figures;

    ThreadLine(ThreadFigures figures) {
        this.figures = new ReadOnlyObjectWrapper<>(figures);
    }

    ReadOnlyObjectProperty<ThreadFigures> figures() {
        return figures.getReadOnlyProperty();
    }

    ThreadFigures now() {
        return figures.get();
    }

    void show(ThreadFigures newest) {
        figures.set(newest);
    }

    Key key() {
        return Key.of(now().counts());
    }

    /** Whether it is of one thread, and not the sum of several. */
    boolean single() {
        return now().counts().role().single();
    }
}
