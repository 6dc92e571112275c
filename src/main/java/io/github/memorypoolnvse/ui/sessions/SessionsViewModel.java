package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.ExportFormat;
import io.github.memorypoolnvse.session.Recording;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionExport;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import io.github.memorypoolnvse.ui.FaultWords;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.live.LiveState;
import io.github.memorypoolnvse.ui.live.LiveViewModel;
import io.github.memorypoolnvse.ui.live.Mark;
import io.github.memorypoolnvse.ui.live.RunDetails;
import io.github.memorypoolnvse.ui.live.TimeView;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Sessions page shows and does, without a control; as details of a run, those of the session opened last.
 * Lives on one thread; blocking work runs on another.
 */
public final class SessionsViewModel implements RunDetails {

    private static final Logger LOG = LoggerFactory.getLogger(SessionsViewModel.class);

    private final SessionStore store;
    private final Texts texts;
    private final SessionWords words;
    private final Executor background;
    private final Executor front;
    private final LiveViewModel graphs;
    private final ComparisonViewModel comparison;

    private final ObservableList<Session> sessions = FXCollections.observableArrayList();
    private final FilteredList<Session> found = new FilteredList<>(sessions);
    private final Map<String, Session> described = new ConcurrentHashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Session> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Notice> offer = new ReadOnlyObjectWrapper<>();
    private final Deque<Session> deleted = new ArrayDeque<>();
    private Recording recording = new Recording.None();
    private boolean listed;
    private int listings;
    private int readings;
    private @Nullable SessionFeedReader content;

    /**
     * @param zone in which dates are read
     * @param background runs blocking work
     * @param front the thread on which this model lives
     */
    public SessionsViewModel(SessionStore store, Texts texts, ZoneId zone, Executor background, Executor front) {
        this.store = store;
        this.texts = texts;
        this.words = new SessionWords(texts, zone);
        this.background = background;
        this.front = front;
        this.graphs = new LiveViewModel(texts);
        this.comparison = new ComparisonViewModel(texts, background, front);
        graphs.view().returnToAll();
    }

    public ObservableList<Session> sessions() {
        return sessions;
    }

    /** Those of them that match what is sought. */
    public ObservableList<Session> found() {
        return found;
    }

    /** Narrows {@link #found} to the sessions that have all these words in name, date, preset, allocator or notes. */
    public void search(String sought) {
        found.setPredicate(sought.isBlank() ? null : session -> words.matches(session, sought));
    }

    public ReadOnlyObjectProperty<@Nullable Session> selected() {
        return selected.getReadOnlyProperty();
    }

    /** What came of the last thing done; goes when another session is selected. */
    public ReadOnlyObjectProperty<@Nullable Notice> notice() {
        return notice.getReadOnlyProperty();
    }

    /** Says what {@link #takeBack} would bring back, until that was done or the offer dismissed; null for none. */
    public ReadOnlyObjectProperty<@Nullable Notice> offer() {
        return offer.getReadOnlyProperty();
    }

    /** The selected session's graphs. */
    public LiveViewModel graphs() {
        return graphs;
    }

    @Override
    public BlockDetails details() {
        return content == null ? BlockDetails.NONE : content.details();
    }

    @Override
    public ThreadTable threads() {
        return content == null ? ThreadTable.EMPTY : content.threads();
    }

    @Override
    public ThreadTable firstThreads() {
        return content == null ? ThreadTable.EMPTY : content.firstThreads();
    }

    /** Several sessions beside each other. */
    public ComparisonViewModel comparison() {
        return comparison;
    }

    /** Its sessions' words. */
    SessionWords words() {
        return words;
    }

    /** Lets go of what was deleted before this start of the manager. */
    public void emptyDeleted() {
        run(() -> {
            store.empty();
            return true;
        }, _ -> { });
    }

    /** Reads the list again, and the selected session if it is being recorded. */
    public void refresh() {
        list(() -> {
            if (selected.get() instanceof Session shown && recording.writes(shown.id())) {
                read(shown);
            }
        });
    }

    /** Reads the list again and opens the newest session if none is open. */
    public void openNewest() {
        list(() -> {
            if (selected.get() == null && !sessions.isEmpty()) {
                select(sessions.getFirst());
            }
        });
    }

    /** Reads the list again and opens this session. */
    public void open(String id) {
        list(() -> find(id).ifPresent(this::select));
    }

    /** Takes what becomes of recording a game: a session that begins or ends is listed and read anew. */
    public void recording(Recording now) {
        Recording before = recording;
        recording = now;
        if (listed) {
            list(() -> {
                Session shown = selected.get();
                if (shown != null && before.writes(shown.id())) {
                    read(shown);
                }
            });
        }
    }

    private void list(Runnable then) {
        listed = true;
        int turn = ++listings;
        run(store::all, found -> {
            if (turn == listings) {
                show(found);
            }
            then.run();
        });
    }

    private void show(List<Session> found) {
        sessions.setAll(found);
        Session shown = selected.get();
        if (shown != null) {
            find(shown.id()).ifPresentOrElse(selected::set, this::close);
        }
    }

    private Optional<Session> find(String id) {
        return sessions.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Opens a session in the graphs. */
    public void select(@Nullable Session session) {
        comparison.compare(List.of());
        Session before = selected.get();
        if (session == null || before != null && before.id().equals(session.id())) {
            return;
        }
        notice.set(null);
        clearGraphs();
        selected.set(session);
        read(session);
    }

    private void close() {
        readings++;
        clearGraphs();
        selected.set(null);
    }

    private void clearGraphs() {
        content = null;
        graphs.clear();
    }

    private void read(Session session) {
        int turn = ++readings;
        run(LongWork.Kind.SESSION, work -> SessionFeedReader.read(WatchedReading.of(session, work, 1)), read -> {
            if (turn == readings) {
                show(read);
            }
        });
    }

    private void show(SessionFeedReader read) {
        content = read;
        graphs.update(new LiveState.Gone(read.feed()));
        read.marks().forEach(mark -> graphs.marks().add(Mark.of(mark)));
        graphs.view().show(TimeView.Span.ALL);
    }

    /** Gives a session a name and notes. */
    public void describe(String id, String name, String notes) {
        Session session = find(id).orElse(null);
        if (session == null || session.name().equals(name.strip()) && session.notes().equals(notes.strip())) {
            return;
        }
        Session changed = new Session(id, name.strip(), notes.strip(), session.summary(), session.source());
        replace(changed);
        described.put(id, changed);
        run(() -> {
            synchronized (described) {
                Session newest = Objects.requireNonNull(described.get(id));
                store.describe(id, newest.name(), newest.notes());
                return newest;
            }
        }, _ -> { });
    }

    private void replace(Session changed) {
        Session shown = selected.get();
        if (shown != null && shown.id().equals(changed.id())) {
            selected.set(changed);
        }
        IntStream.range(0, sessions.size()).filter(at -> sessions.get(at).id().equals(changed.id())).findFirst()
                .ifPresent(at -> sessions.set(at, changed));
    }

    /** Deletes the selected session, unless it is being recorded; {@link #takeBack} undoes it. */
    public void delete() {
        Session session = selected.get();
        if (session == null || !comparison.compared().isEmpty()) {
            return;
        }
        if (recording.writes(session.id())) {
            notice.set(new Notice(Severity.WARNING, texts.of("ui.sessions.delete.running", words.title(session))));
            return;
        }
        run(() -> {
            store.delete(session.id());
            return session;
        }, gone -> {
            listings++;
            if (selected.get() instanceof Session shown && shown.id().equals(gone.id())) {
                close();
            }
            sessions.removeIf(each -> each.id().equals(gone.id()));
            notice.set(null);
            deleted.push(gone);
            offerUndo();
        });
    }

    private void offerUndo() {
        Session last = deleted.peek();
        if (last == null) {
            offer.set(null);
            return;
        }
        int others = deleted.size() - 1;
        offer.set(new Notice(Severity.INFO, others == 0 ? texts.of("ui.sessions.deleted", words.title(last))
                : texts.of("ui.sessions.deleted.more", words.title(last), others)));
    }

    /** Takes the offer away; what was deleted can still be taken back. */
    public void dismissOffer() {
        offer.set(null);
    }

    /** Brings the session deleted last back and opens it. */
    public void takeBack() {
        Session last = deleted.peek();
        if (last == null) {
            return;
        }
        run(() -> {
            store.restore(last.id());
            return last.id();
        }, id -> {
            deleted.removeIf(each -> each.id().equals(id));
            offerUndo();
            open(id);
        });
    }

    /**
     * Writes the selected session for other programs.
     *
     * @param typed by its extension the format is known
     * @param otherwise the format of a name without one, which gets it
     */
    public void export(Path typed, ExportFormat otherwise) {
        Session session = selected.get();
        if (session == null) {
            return;
        }
        ExportFormat format = ExportFormat.of(typed, otherwise);
        run(LongWork.Kind.EXPORT, work -> {
            Path file = format.named(typed);
            new SessionExport(WatchedReading.of(session, work, SessionExport.READINGS)).write(file, format);
            return file;
        }, written -> notice.set(new Notice(Severity.GOOD, texts.of("ui.sessions.exported", written))));
    }

    /** How a session went, by what was seen. */
    public Notice verdict(Session session) {
        return words.verdict(session, recording.writes(session.id()));
    }

    /** What speaks for it and what to try, a sentence each. */
    List<String> evidence(Session session) {
        return words.evidence(session, recording.writes(session.id()));
    }

    /** The same in a few words. */
    Notice shortVerdict(Session session) {
        return words.shortVerdict(session, recording.writes(session.id()));
    }

    /** Work that may fail. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    /** The same that the status bar tells of. */
    @FunctionalInterface
    private interface ToldWork<T> {
        T run(LongWork work) throws IOException;
    }

    private <T> void run(Work<T> task, Consumer<T> then) {
        run(LongWork.Kind.BRIEF, _ -> task.run(), then);
    }

    private <T> void run(LongWork.Kind kind, ToldWork<T> task, Consumer<T> then) {
        background.execute(new LongWork(kind, work -> {
            try {
                T result = task.run(work);
                front.execute(() -> then.accept(result));
            } catch (IOException | RuntimeException failed) {
                LOG.warn("session work failed", failed);
                front.execute(() -> notice.set(new FaultWords(texts).notice(work.reason(failed))));
            }
        }));
    }
}
