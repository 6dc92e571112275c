package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionExport;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.session.SessionSummary;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.ui.FaultWords;
import io.github.memorypoolnvse.ui.live.LiveState;
import io.github.memorypoolnvse.ui.live.LiveViewModel;
import io.github.memorypoolnvse.ui.live.TimeView;
import io.github.memorypoolnvse.ui.live.Unit;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the Sessions page shows and does, without a control. Lives on one thread; blocking work runs on another. */
public final class SessionsViewModel {

    private static final Logger LOG = LoggerFactory.getLogger(SessionsViewModel.class);

    private final SessionStore store;
    private final Texts texts;
    private final ZoneId zone;
    private final Executor background;
    private final Executor front;
    private final LiveViewModel graphs;

    private final ObservableList<Session> sessions = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Session> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable String> deleted = new ReadOnlyObjectWrapper<>();
    private BlockDetails details = BlockDetails.NONE;

    /**
     * @param zone in which dates are read
     * @param background runs blocking work
     * @param front the thread on which this model lives
     */
    public SessionsViewModel(SessionStore store, Texts texts, ZoneId zone, Executor background, Executor front) {
        this.store = store;
        this.texts = texts;
        this.zone = zone;
        this.background = background;
        this.front = front;
        this.graphs = new LiveViewModel(texts);
        graphs.view().returnToAll();
    }

    public ObservableList<Session> sessions() {
        return sessions;
    }

    public ReadOnlyObjectProperty<@Nullable Session> selected() {
        return selected.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Notice> notice() {
        return notice.getReadOnlyProperty();
    }

    /** The session deleted last, which can be taken back; null for none. */
    public ReadOnlyObjectProperty<@Nullable String> deleted() {
        return deleted.getReadOnlyProperty();
    }

    /** The selected session's graphs. */
    public LiveViewModel graphs() {
        return graphs;
    }

    /** What the plugin said of itself in the session opened last, beside its samples. */
    public BlockDetails details() {
        return details;
    }

    /** Lets go of what was deleted before this start of the manager. */
    public void emptyDeleted() {
        run(() -> {
            store.empty();
            return true;
        }, _ -> { });
    }

    /** Reads the list again. */
    public void refresh() {
        run(store::all, found -> {
            Session shown = selected.get();
            sessions.setAll(found);
            if (shown != null && found.stream().noneMatch(each -> each.id().equals(shown.id()))) {
                selected.set(null);
            }
        });
    }

    /** Reads the list again and opens the newest session if none is open. */
    public void openNewest() {
        run(store::all, found -> {
            sessions.setAll(found);
            if (selected.get() == null && !found.isEmpty()) {
                select(found.getFirst());
            }
        });
    }

    /** Opens a session in the graphs. */
    public void select(@Nullable Session session) {
        Session before = selected.get();
        if (session == null || before != null && before.id().equals(session.id())) {
            return;
        }
        selected.set(session);
        notice.set(null);
        run(() -> SessionFeedReader.read(session), read -> {
            if (session.equals(selected.get())) {
                open(read);
            }
        });
    }

    private void open(SessionFeedReader read) {
        details = read.details();
        graphs.update(new LiveState.Gone(read.feed()));
        graphs.view().show(TimeView.Span.ALL);
    }

    /** Gives the selected session a name. */
    public void rename(String name) {
        Session session = selected.get();
        if (session == null || session.name().equals(name.strip())) {
            return;
        }
        Session renamed = new Session(session.id(), name.strip(), session.notes(), session.summary(), session.source());
        run(() -> {
            store.describe(session.id(), renamed.name(), session.notes());
            return renamed;
        }, done -> {
            int at = sessions.indexOf(session);
            if (session.equals(selected.get())) {
                selected.set(done);
            }
            if (at >= 0) {
                sessions.set(at, done);
            }
        });
    }

    /** Deletes the selected session; {@link #takeBack} undoes it. */
    public void delete() {
        Session session = selected.get();
        if (session == null) {
            return;
        }
        run(() -> {
            store.delete(session.id());
            return session;
        }, gone -> {
            selected.set(null);
            sessions.remove(gone);
            deleted.set(gone.id());
            notice.set(new Notice(Severity.INFO, texts.of("ui.sessions.deleted", title(gone))));
        });
    }

    /** Brings the session deleted last back. */
    public void takeBack() {
        String id = deleted.get();
        if (id == null) {
            return;
        }
        run(() -> {
            store.restore(id);
            return store.all();
        }, all -> {
            deleted.set(null);
            notice.set(null);
            sessions.setAll(all);
        });
    }

    /** Writes the selected session for other programs: JSON for a name that ends so, else a table. */
    public void export(Path file) {
        Session session = selected.get();
        if (session == null) {
            return;
        }
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        run(() -> {
            SessionExport export = new SessionExport(session);
            if (json) {
                export.toJson(file);
            } else {
                export.toCsv(file);
            }
            return file;
        }, written -> notice.set(new Notice(Severity.GOOD, texts.of("ui.sessions.exported", written))));
    }

    /** A session's name, or its date. */
    public String title(Session session) {
        return session.name().isEmpty() ? date(session) : session.name();
    }

    /** When it began. */
    public String date(Session session) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(texts.locale())
                .format(session.summary().started().atZone(zone));
    }

    /** A short line for the list: length, preset, peak. */
    public String line(Session session) {
        List<String> parts = new ArrayList<>();
        parts.add(length(session.summary().lengthNanos()));
        add(parts, session.summary().property("budgets.preset"));
        if (session.summary().peakBytes() >= 0) {
            parts.add(texts.of("ui.sessions.peak", Unit.BYTES.text(session.summary().peakBytes(), texts.locale())));
        }
        return String.join("\u00a0· ", parts);
    }

    /** A line of what a session comes to: length, preset, allocator, peak, smallest hole. */
    public String facts(Session session) {
        SessionSummary summary = session.summary();
        List<String> parts = new ArrayList<>();
        parts.add(length(summary.lengthNanos()));
        add(parts, summary.property("budgets.preset"));
        add(parts, summary.property("allocator"));
        if (summary.peakBytes() >= 0) {
            parts.add(texts.of("ui.sessions.peak", Unit.BYTES.text(summary.peakBytes(), texts.locale())));
        }
        if (summary.smallestHole() >= 0) {
            parts.add(texts.of("ui.sessions.hole", Unit.BYTES.text(summary.smallestHole(), texts.locale())));
        }
        return String.join("\u00a0· ", parts);
    }

    /** How it went, by what was seen. */
    public Notice verdict(Session session) {
        SessionSummary summary = session.summary();
        if (!summary.complete()) {
            return new Notice(Severity.WARNING, texts.of("ui.sessions.verdict.cut"));
        }
        if (!summary.farewell()) {
            return new Notice(Severity.WARNING, texts.of("ui.sessions.verdict.abrupt"));
        }
        if (summary.warnings() > 0) {
            return new Notice(Severity.WARNING, texts.of("ui.sessions.verdict.warnings", summary.warnings()));
        }
        return new Notice(Severity.GOOD, texts.of("ui.sessions.verdict.good"));
    }

    private String length(long nanos) {
        long minutes = nanos / 60_000_000_000L;
        return minutes < 1 ? texts.of("ui.sessions.seconds", nanos / 1_000_000_000L)
                : minutes < 60 ? texts.of("ui.sessions.minutes", minutes)
                : texts.of("ui.sessions.hours", minutes / 60, minutes % 60);
    }

    private static void add(List<String> parts, String part) {
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    /** Work that may fail. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> void run(Work<T> task, Consumer<T> then) {
        background.execute(() -> {
            try {
                T result = task.run();
                front.execute(() -> then.accept(result));
            } catch (IOException | RuntimeException failed) {
                LOG.warn("session work failed", failed);
                front.execute(() -> notice.set(new FaultWords(texts).notice(failed)));
            }
        });
    }
}
