package io.github.memorypoolnvse.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.ExportFormat;
import io.github.memorypoolnvse.session.RecordedRun;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.setup.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening and exporting a session tell how far they are, and end where they are cancelled. */
class CancelledWorkTest {

    @TempDir
    Path folder;

    private final List<Double> progress = new ArrayList<>();
    private LongWork.Kind unwanted = LongWork.Kind.BRIEF;
    private SessionsViewModel model;

    @BeforeEach
    void recordASession() {
        SessionStore store = new SessionStore(folder.resolve("sessions"));
        SessionRecorder recorder = new SessionRecorder(store, true);
        RecordedRun run = new RecordedRun(Instant.parse("2026-11-18T18:30:00Z"), "token", 2_000, 1);
        run.playTo(recorder);
        run.leave(recorder);
        Executor background = command -> {
            if (command instanceof LongWork work) {
                if (work.kind() == unwanted) {
                    work.cancel();
                }
                work.run();
                progress.add(work.progress());
            }
        };
        model = new SessionsViewModel(store, new Texts(Locale.ENGLISH), ZoneOffset.UTC, background, Runnable::run);
    }

    @Test
    void anExportThatIsCancelledLeavesNoFileAndNoOtherOneThanThereWas() throws IOException {
        model.openNewest();
        unwanted = LongWork.Kind.EXPORT;
        for (String name : List.of("session.csv", "session.json")) {
            model.export(folder.resolve(name), ExportFormat.CSV);
            assertThat(folder.resolve(name)).doesNotExist();
            assertThat(Objects.requireNonNull(model.notice().get()).text()).isEqualTo("Cancelled.");
        }

        Path older = Files.writeString(folder.resolve("older.csv"), "an export of before");
        model.export(older, ExportFormat.CSV);
        assertThat(older).hasContent("an export of before");

        unwanted = LongWork.Kind.BRIEF;
        model.export(folder.resolve("session.csv"), ExportFormat.CSV);
        assertThat(folder.resolve("session.csv")).isNotEmptyFile();
        assertThat(progress.getLast()).isBetween(0.5, 1.0);
    }

    @Test
    void aSessionWhoseOpeningIsCancelledShowsNoGraphs() {
        unwanted = LongWork.Kind.SESSION;
        model.openNewest();

        assertThat(model.graphs().hasGraphs()).isFalse();
        assertThat(model.notice().get()).isNotNull().extracting(Notice::text).isEqualTo("Cancelled.");
    }
}
