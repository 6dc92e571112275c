package io.github.memorypoolnvse.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.RecordedRun;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.Shell;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionsPageTest {

    private static final Instant STARTED = Instant.parse("2026-11-18T18:30:00Z");

    @TempDir
    Path folder;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private SessionStore store;
    private SessionsViewModel model;

    @BeforeEach
    void makeModel() {
        store = new SessionStore(folder.resolve("sessions"));
        model = new SessionsViewModel(store, texts, ZoneOffset.UTC, Runnable::run, Runnable::run);
    }

    private void record(int day, int samples, boolean ends) {
        SessionRecorder recorder = new SessionRecorder(store);
        RecordedRun run = new RecordedRun(STARTED.plusSeconds(day * 86_400L), "token" + day, samples, day);
        run.playTo(recorder);
        if (ends) {
            run.leave(recorder);
        }
    }

    @Test
    void aCrashIsToldFromAGoodEnd() {
        record(1, 30, true);
        SessionRecorder recorder = new SessionRecorder(store);
        RecordedRun crashed = new RecordedRun(STARTED.plusSeconds(172_800), "token2", 30, 2);
        crashed.playTo(recorder);
        recorder.end(crashed.attachment());
        record(3, 30, false);
        model.refresh();

        assertThat(model.sessions()).extracting(session -> model.verdict(session).text()).containsExactly(
                "Cut off: the manager or the computer stopped while the game ran.",
                "The game left no farewell: it crashed or was ended, or the manager was closed before it.",
                "The plugin warned once.");
    }

    @Test
    void aSelectedSessionIsReopenedInTheGraphs() {
        record(1, 900, true);
        model.refresh();

        model.select(model.sessions().getFirst());

        assertThat(model.graphs().hasGraphs()).isTrue();
        assertThat(Objects.requireNonNull(model.graphs().feed().get()).history().end()).isEqualTo(900);
        assertThat(model.graphs().view().to() - model.graphs().view().from()).isEqualTo(89_900_000_000L);
        assertThat(model.graphs().marks().all()).hasSize(1);
        assertThat(model.facts(model.sessions().getFirst())).contains("1 min", "Ultra", "rpmalloc", "peak");
    }

    @Test
    void aNameStaysAndADeletedSessionCanBeTakenBack() throws Exception {
        record(1, 50, true);
        record(2, 50, true);
        model.refresh();
        model.select(model.sessions().getLast());

        model.rename("  Before the textures ");
        assertThat(store.all().getLast().name()).isEqualTo("Before the textures");

        model.delete();
        assertThat(model.sessions()).hasSize(1);
        assertThat(model.selected().get()).isNull();
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains("Before the textures");

        model.takeBack();
        assertThat(model.sessions()).extracting(Session::name).containsExactly("", "Before the textures");
        assertThat(model.deleted().get()).isNull();
    }

    @Test
    void exportsByTheNameOfTheFile() throws Exception {
        record(1, 30, true);
        model.refresh();
        model.select(model.sessions().getFirst());

        model.export(folder.resolve("a.json"));
        model.export(folder.resolve("a.csv"));

        assertThat(Files.readString(folder.resolve("a.json"))).startsWith("{");
        assertThat(Files.readString(folder.resolve("a.csv"))).startsWith("#");
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void thePageListsAndReads(Appearance appearance) throws Exception {
        record(1, 6_000, true);
        record(2, 20_500, true);
        record(3, 1_800, false);
        store.describe(store.all().get(1).id(), "Freeside with textures", "");
        Stage[] stage = new Stage[1];
        SessionsPage page = Screens.call(() -> {
            SessionsPage made = new SessionsPage(model, texts);
            Shell shell = new Shell(List.of(new Shell.Entry("setup", () -> made), new Shell.Entry("live", () -> made),
                    new Shell.Entry("sessions", () -> made)), texts);
            shell.open("sessions");
            stage[0] = Screens.show(shell.root(), appearance);
            return made;
        });
        try {
            Screens.write(stage[0], "sessions-choose", appearance);
            Screens.run(() -> model.select(model.sessions().get(1)));
            Screens.settle(stage[0]);
            assertThat(((TextField) page.node().lookup(".text-field")).getText()).isEqualTo("Freeside with textures");
            Screens.write(stage[0], "sessions", appearance);
        } finally {
            Screens.run(stage[0]::close);
        }
    }
}
