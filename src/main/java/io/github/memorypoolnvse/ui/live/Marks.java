package io.github.memorypoolnvse.ui.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The marks of a run, oldest first; at most a thousand, the oldest go first. Used on one thread. */
public final class Marks {

    private static final int MOST = 1000;

    private final List<Mark> marks = new ArrayList<>();
    private final List<Mark> readable = Collections.unmodifiableList(marks);
    private final List<Runnable> listeners = new ArrayList<>();

    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public void add(Mark mark) {
        int at = marks.size();
        while (at > 0 && marks.get(at - 1).time() > mark.time()) {
            at--;
        }
        marks.add(at, mark);
        if (marks.size() > MOST) {
            marks.removeFirst();
        }
        listeners.forEach(Runnable::run);
    }

    public void clear() {
        marks.clear();
        listeners.forEach(Runnable::run);
    }

    public List<Mark> all() {
        return readable;
    }
}
