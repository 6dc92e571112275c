package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionComparison;
import io.github.memorypoolnvse.ui.FaultWords;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.setup.Notice;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several sessions beside each other, without a control. Lives on one thread; reading runs on another. */
public final class ComparisonViewModel {

    private static final Logger LOG = LoggerFactory.getLogger(ComparisonViewModel.class);

    private final Texts texts;
    private final Executor background;
    private final Executor front;
    private final ReadOnlyObjectWrapper<@Nullable SessionComparison> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Notice> fault = new ReadOnlyObjectWrapper<>();
    private List<Session> compared = List.of();

    ComparisonViewModel(Texts texts, Executor background, Executor front) {
        this.texts = texts;
        this.background = background;
        this.front = front;
    }

    /** The comparison to show; null for none. */
    public ReadOnlyObjectProperty<@Nullable SessionComparison> shown() {
        return shown.getReadOnlyProperty();
    }

    /** Why there is none; null while nothing failed. */
    ReadOnlyObjectProperty<@Nullable Notice> fault() {
        return fault.getReadOnlyProperty();
    }

    /** The ids of the sessions compared, or about to be. */
    Set<String> compared() {
        return compared.stream().map(Session::id).collect(Collectors.toSet());
    }

    /** Compares these; fewer than two end the comparison. */
    public void compare(List<Session> chosen) {
        List<Session> wanted = chosen.size() < 2 ? List.of() : List.copyOf(chosen);
        if (wanted.equals(compared)) {
            return;
        }
        compared = wanted;
        fault.set(null);
        if (wanted.isEmpty()) {
            shown.set(null);
            return;
        }
        background.execute(new LongWork(LongWork.Kind.SESSION, work -> {
            try {
                SessionComparison read = SessionComparison.of(
                        wanted.stream().map(session -> WatchedReading.of(session, work, 1)).toList());
                work.check();
                front.execute(() -> show(wanted, read));
            } catch (IOException | RuntimeException failed) {
                LOG.warn("sessions were not compared", failed);
                front.execute(() -> fault.set(new FaultWords(texts).notice(work.reason(failed))));
            }
        }));
    }

    private void show(List<Session> wanted, SessionComparison read) {
        if (wanted.equals(compared)) {
            shown.set(read);
        }
    }
}
