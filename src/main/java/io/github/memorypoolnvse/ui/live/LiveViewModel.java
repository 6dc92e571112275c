package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.session.Recording;
import io.github.memorypoolnvse.session.SessionMark;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.telemetry.Severity;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.FaultWords;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the Live page shows, without a control. Used on one thread. */
public final class LiveViewModel {

    /** The reasons the plugin gives most, word for word as in its block. */
    private static final String NO_PRELOAD =
            "xNVSE did not call Preload (6.3.6 or newer does), so the heap was in use already";
    private static final String PLUGIN_OFF = "the plugin is switched off in MemoryPoolNVSE.ini";
    private static final String HEAP_OFF = "the heap is switched off in MemoryPoolNVSE.ini";

    private final Texts texts;
    private final TimeView view = new TimeView();
    private final Marks marks = new Marks();
    private final KeyFigures keyFigures;
    private final AlertWatch alertWatch;
    private Consumer<SessionMark> keeper = _ -> { };
    private int eventsSeen;
    private final ReadOnlyObjectWrapper<LiveState> state = new ReadOnlyObjectWrapper<>(new LiveState.NotRunning());
    private final ObjectProperty<Recording> recording = new SimpleObjectProperty<>(new Recording.None());
    private final ReadOnlyObjectWrapper<@Nullable Feed> feed = new ReadOnlyObjectWrapper<>();

    public LiveViewModel(Texts texts) {
        this.texts = texts;
        this.keyFigures = new KeyFigures(texts);
        this.alertWatch = new AlertWatch(AlertRule.STANDARD, texts);
    }

    public ReadOnlyObjectProperty<LiveState> state() {
        return state.getReadOnlyProperty();
    }

    /** What graphs and tiles draw from; stays after the game is gone, until another run begins. */
    public ReadOnlyObjectProperty<@Nullable Feed> feed() {
        return feed.getReadOnlyProperty();
    }

    /** What becomes of recording the game; set by who knows. */
    public ObjectProperty<Recording> recording() {
        return recording;
    }

    /** Hands on the marks that are set here, for the session. */
    public void onMark(Consumer<SessionMark> listener) {
        keeper = listener;
    }

    public TimeView view() {
        return view;
    }

    public Marks marks() {
        return marks;
    }

    /** Takes what the watch found. */
    public void update(LiveState found) {
        Feed shown = found.feedOrNull();
        if (shown != null && shown != feed.get()) {
            marks.clear();
            eventsSeen = 0;
            feed.set(shown);
            view.restart();
        }
        view.setRunning(found.counting());
        state.set(found);
        advance();
    }

    /** Lets go of what is shown. */
    public void clear() {
        feed.set(null);
        marks.clear();
        eventsSeen = 0;
        state.set(new LiveState.NotRunning());
    }

    /** Holds the rules against what the game reports; about once a second. Returns the warnings that are new. */
    public List<Alert> look(Optional<Snapshot> snapshot) {
        List<Alert> raised = alertWatch.look(state.get(), snapshot);
        if (hasGraphs()) {
            long now = Objects.requireNonNull(feed.get()).history().newestTime();
            raised.forEach(alert -> set(new Mark(now, Mark.Kind.ALERT, alert.text())));
        }
        return raised;
    }

    /** Warns by these rules from now on. */
    public void warnBy(List<AlertRule> rules) {
        alertWatch.setRules(rules);
    }

    /** Warns of nothing until the next look, and takes back what holds. */
    public void stopWarning() {
        alertWatch.forget();
    }

    /** The warnings that hold now. */
    public List<Alert> alerts() {
        return alertWatch.active();
    }

    /** Moves the view along with what was recorded since. */
    public void advance() {
        Feed shown = feed.get();
        if (shown != null) {
            SampleHistory history = shown.history();
            view.reach(history.oldestTime(), history.newestTime());
            for (BlockEvent event : shown.events(eventsSeen)) {
                eventsSeen++;
                markEvent(event);
            }
        }
    }

    private void markEvent(BlockEvent event) {
        switch (event.kind()) {
            case LOAD_BEGIN -> marks.add(new Mark(event.timeNanos(), Mark.Kind.LOAD, texts.of("ui.mark.load")));
            case OUT_OF_MEMORY, CORRUPTION ->
                    marks.add(new Mark(event.timeNanos(), Mark.Kind.WARNING, event.text()));
            case INFO, MODE, LOAD_END, FALLBACK, PATCH, BUDGET, ALLOCATOR, EXIT, UNKNOWN -> {
                if (event.severity() != Severity.INFO) {
                    marks.add(new Mark(event.timeNanos(), Mark.Kind.WARNING, event.text()));
                }
            }
        }
    }

    /** The tiles' figures; empty when there is nothing to show. */
    public List<KeyFigure> keyFigures() {
        Feed shown = feed.get();
        return shown == null || shown.history().isEmpty() ? List.of() : keyFigures.of(shown);
    }

    /** What a tile's small line showed until now; empty when there is nothing. */
    public double[] past(KeyFigures.Kind kind, int values, long periodNanos) {
        Feed shown = feed.get();
        return shown == null || shown.history().isEmpty() ? new double[0]
                : keyFigures.past(kind, shown, values, periodNanos);
    }

    /** Whether graphs are shown rather than words: there is something recorded. */
    public boolean hasGraphs() {
        Feed shown = feed.get();
        return shown != null && !shown.history().isEmpty();
    }

    /** The words for a state in which there is nothing to draw. */
    public String title() {
        return texts.of("ui.live.state." + state.get().key() + ".title");
    }

    /** The words above graphs: the state and whose process it is. */
    public String banner() {
        OptionalLong process = state.get().process();
        return process.isEmpty() ? status() : texts.of("ui.live.banner", status(), Long.toString(process.getAsLong()));
    }

    /** The state in a few words, with its reason where it has one. */
    public String status() {
        return state.get() instanceof LiveState.Observing observing && !observing.reason().isEmpty()
                ? texts.of("ui.live.observing", title(), reason(observing.reason())) : title();
    }

    /** What the plugin says in its own words, in the person's where they are known. */
    private String reason(String said) {
        return switch (said) {
            case NO_PRELOAD -> texts.of("ui.live.observing.noPreload");
            case PLUGIN_OFF -> texts.of("ui.live.observing.pluginOff");
            case HEAP_OFF -> texts.of("ui.live.observing.heapOff");
            default -> said;
        };
    }

    /** What to do about the state. */
    public String advice() {
        String key = "ui.live.state." + state.get().key() + ".text";
        return switch (state.get()) {
            case LiveState.Newer newer -> texts.of(key, newer.version());
            case LiveState.Foreign foreign -> texts.of(key, foreign.reason());
            case LiveState.Observing observing -> observing.reason().isEmpty()
                    ? texts.of("ui.live.state.observing.plain") : texts.of(key, reason(observing.reason()));
            case LiveState.Frozen frozen when frozen.sampling() ->
                    texts.of("ui.live.state.frozen.sampling", recorded());
            case LiveState.Frozen _, LiveState.Closing _, LiveState.Gone _ -> texts.of(key, recorded());
            default -> texts.of(key);
        };
    }

    /** What became of recording the game, in a sentence. */
    private String recorded() {
        return switch (recording.get()) {
            case Recording.None _ -> texts.of("ui.live.recorded.none");
            case Recording.Running _, Recording.Kept _ -> texts.of("ui.live.recorded.kept");
            case Recording.Failed failed -> texts.of(
                    failed.id() == null ? "ui.live.recorded.failed" : "ui.live.recorded.partly",
                    new FaultWords(texts).notice(failed.cause()).text());
        };
    }

    /** The words on the button for what to do about the state; empty when there is none. */
    public String step() {
        boolean ofSession = state.get() instanceof LiveState.Closing || state.get() instanceof LiveState.Gone;
        return ofSession && recording.get().session().isEmpty() ? ""
                : texts.orElse("ui.live.state." + state.get().key() + ".step", "");
    }

    private void set(Mark mark) {
        marks.add(mark);
        mark.toKeep().ifPresent(keeper);
    }

    /** Sets a mark where the pointer is, or at the newest sample. */
    public void mark() {
        if (hasGraphs()) {
            SampleHistory history = Objects.requireNonNull(feed.get()).history();
            long time = view.cursor() != TimeView.NOWHERE ? view.cursor() : history.newestTime();
            set(new Mark(time, Mark.Kind.HAND, texts.of("ui.mark.hand", marks.all().size() + 1)));
        }
    }
}
