package io.github.memorypoolnvse.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.ExportFormat;
import io.github.memorypoolnvse.session.RecordedRun;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionFile;
import io.github.memorypoolnvse.session.SessionMark;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.ui.live.Mark;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsViewModelTest {

    private static final Instant STARTED = Instant.parse("2026-11-18T18:30:00Z");

    @TempDir
    Path folder;

    private SessionStore store;
    private SessionRecorder recorder;
    private SessionsViewModel model;

    @BeforeEach
    void makeModel() {
        store = new SessionStore(folder.resolve("sessions"));
        recorder = new SessionRecorder(store, true);
        model = new SessionsViewModel(store, new Texts(Locale.ENGLISH), ZoneOffset.UTC, Runnable::run, Runnable::run);
    }

    private static RecordedRun run(int day, int samples) {
        return new RecordedRun(STARTED.plusSeconds(day * 86_400L), "token" + day, samples, day);
    }

    private RecordedRun begin(int day, int samples) {
        RecordedRun run = run(day, samples);
        run.playTo(recorder);
        model.recording(recorder.status());
        return run;
    }

    private void record(int day, int samples) {
        begin(day, samples).leave(recorder);
        model.recording(recorder.status());
    }

    private static String words(@Nullable Notice notice) {
        return Objects.requireNonNull(notice).text();
    }

    private Session shown() {
        return Objects.requireNonNull(model.selected().get());
    }

    private long drawn() {
        return Objects.requireNonNull(model.graphs().feed().get()).history().end();
    }

    @Test
    void aSessionThatIsBeingRecordedIsNoCrash() {
        begin(1, 30);
        model.openNewest();

        assertThat(model.verdict(shown()).text()).startsWith("Being recorded now.");
    }

    @Test
    void aGameThatBeginsAndEndsIsListedAndReadByItself() {
        record(1, 50);
        model.openNewest();
        RecordedRun run = begin(2, 100);
        assertThat(model.sessions()).hasSize(2);
        model.select(model.sessions().getFirst());
        assertThat(drawn()).isBetween(90L, 100L);

        for (int i = 100; i < 150; i++) {
            recorder.sample(i + 1, run.time(i), run.samples().getFirst());
        }
        run.leave(recorder);
        model.recording(recorder.status());

        assertThat(drawn()).isEqualTo(150);
        assertThat(shown().summary().samples()).isEqualTo(150);
        assertThat(model.verdict(shown()).text()).isEqualTo("The plugin warned once.");
    }

    @Test
    void readingAgainBringsWhatCameWhileItIsRecorded() {
        RecordedRun run = begin(1, 100);
        model.openNewest();
        for (int i = 100; i < 120; i++) {
            recorder.sample(i + 1, run.time(i), run.samples().getFirst());
        }

        model.refresh();

        assertThat(drawn()).isBetween(110L, 120L);
    }

    @Test
    void aSessionThatIsBeingRecordedIsNotDeleted() throws IOException {
        begin(1, 30);
        model.openNewest();

        model.delete();

        assertThat(words(model.notice().get())).contains("is being recorded");
        assertThat(model.sessions()).hasSize(1);
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void aSessionThatChangedSinceItWasListedLeavesNoRowWhenDeleted() throws IOException {
        record(1, 30);
        model.openNewest();
        store.describe(shown().id(), "named elsewhere", "");
        model.refresh();
        store.describe(shown().id(), "and again", "");

        model.delete();

        assertThat(model.sessions()).isEmpty();
        assertThat(model.selected().get()).isNull();
        assertThat(model.graphs().hasGraphs()).isFalse();
    }

    @Test
    void theVerySessionAskedForIsOpened() {
        record(1, 30);
        record(2, 60);
        model.openNewest();
        String other = model.sessions().getLast().id();

        model.open(other);

        assertThat(shown().id()).isEqualTo(other);
        assertThat(drawn()).isEqualTo(30);
    }

    @Test
    void graphsOfTheOneBeforeDoNotStayUnderASessionThatCannotBeRead() throws IOException {
        record(1, 30);
        record(2, 60);
        model.openNewest();
        assertThat(model.graphs().hasGraphs()).isTrue();
        Session other = model.sessions().getLast();
        Files.writeString(((SessionFile) other.source()).file(), "nothing of ours");

        model.select(other);

        assertThat(model.graphs().hasGraphs()).isFalse();
        assertThat(model.graphs().marks().all()).isEmpty();
        assertThat(Objects.requireNonNull(model.notice().get()).severity()).isEqualTo(Severity.BAD);
    }

    @Test
    void marksSizesAndThreadsAreThereAgain() {
        RecordedRun run = run(1, 900);
        run.playTo(recorder);
        recorder.mark(new SessionMark(run.time(200), SessionMark.Kind.HAND, "Mark 1"));
        recorder.mark(new SessionMark(run.time(300), SessionMark.Kind.ALERT, "The largest hole is small."));
        run.leave(recorder);

        model.openNewest();

        assertThat(model.graphs().marks().all()).extracting(Mark::kind)
                .containsExactly(Mark.Kind.HAND, Mark.Kind.ALERT, Mark.Kind.WARNING);
        assertThat(model.firstThreads()).isEqualTo(run.threads(0));
        assertThat(model.threads()).isEqualTo(run.threads(899));

        begin(2, 20);
        model.openNewest();
        model.select(model.sessions().getFirst());
        assertThat(model.graphs().marks().all()).extracting(Mark::kind).containsExactly(Mark.Kind.WARNING);
        assertThat(model.threads().timeNanos()).isLessThan(run.time(899));
    }

    @Test
    void nameAndNotesTypedInARowAreBothKept() throws IOException {
        record(1, 30);
        model.openNewest();
        String id = shown().id();

        model.describe(id, " Freeside ", "");
        model.describe(id, "Freeside", "stutters at the gate ");

        assertThat(store.all().getFirst().name()).isEqualTo("Freeside");
        assertThat(store.all().getFirst().notes()).isEqualTo("stutters at the gate");
        assertThat(shown()).isEqualTo(store.all().getFirst());
        assertThat(model.sessions()).containsExactly(shown());
    }

    @Test
    void aRowTellsDateLengthPresetAllocatorPeakAndHole() {
        record(1, 900);
        model.openNewest();
        model.describe(shown().id(), "Freeside", "");

        assertThat(model.words().title(shown())).isEqualTo("Freeside");
        assertThat(model.words().line(shown()).replace('\u00a0', ' ').replace('\u202f', ' '))
                .matches("11/19/26, 6:30 PM · 1 min · Ultra · rpmalloc · peak [0-9.]+ [MG]B · hole [0-9.]+ [MG]B");
        assertThat(model.words().facts(shown()).replace('\u00a0', ' ')).startsWith("Nov 19, 2026");
    }

    @Test
    void aSearchFindsByNameDatePresetAllocatorAndNotes() {
        record(1, 30);
        record(2, 30);
        model.openNewest();
        model.describe(model.sessions().getFirst().id(), "Freeside", "stutters at the gate");
        String named = model.sessions().getFirst().id();
        for (String sought : new String[] {"FREESIDE", "gate", "nov 20, 2026", "ultra gate", "rpmalloc freeside"}) {
            model.search(sought);
            assertThat(model.found()).as(sought).extracting(Session::id).containsExactly(named);
        }
        model.search("nov 19");
        assertThat(model.found()).extracting(Session::id).doesNotContain(named).hasSize(1);
        model.search("freeside bump");
        assertThat(model.found()).isEmpty();
        assertThat(shown().id()).as("stays open").isEqualTo(named);
        model.search(" ");
        assertThat(model.found()).hasSize(2);
    }

    @Test
    void everyDeletionCanBeTakenBackTheLastOneFirst() {
        record(1, 30);
        record(2, 30);
        record(3, 30);
        model.openNewest();
        model.delete();
        assertThat(words(model.offer().get())).startsWith("“Nov 21, 2026").contains("until the manager is started");
        model.openNewest();
        model.delete();
        assertThat(words(model.offer().get())).startsWith("“Nov 20, 2026").contains("another session before it");

        model.takeBack();
        assertThat(words(model.offer().get())).startsWith("“Nov 21, 2026");
        assertThat(model.sessions()).hasSize(2);
        model.takeBack();
        assertThat(model.offer().get()).isNull();
        assertThat(model.sessions()).hasSize(3);
        assertThat(shown()).isEqualTo(model.sessions().getFirst());
        model.takeBack();
        assertThat(model.sessions()).hasSize(3);
    }

    @Test
    void theOfferIsNeitherLostNorLentToAnotherNotice() {
        record(1, 30);
        record(2, 30);
        record(3, 30);
        model.openNewest();
        model.delete();
        String offered = words(model.offer().get());

        model.select(model.sessions().getFirst());
        model.export(folder.resolve("out.csv"), ExportFormat.CSV);
        assertThat(words(model.notice().get())).startsWith("Written to");
        assertThat(words(model.offer().get())).isEqualTo(offered);
        model.select(model.sessions().getLast());
        assertThat(words(model.offer().get())).isEqualTo(offered);

        model.dismissOffer();
        assertThat(model.offer().get()).isNull();
        model.takeBack();
        assertThat(model.sessions()).hasSize(3);
    }
}
