package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.session.RecordedRun;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.ui.live.FullRun;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the game's end to its session. */
class OpenSessionTest {

    @TempDir
    Path folder;

    @Test
    void theButtonOpensTheSessionOfTheGameThatEnded() throws Exception {
        try (PlayersWindow player = new PlayersWindow(folder, Locale.ENGLISH)) {
            record(player, 1);
            player.open(Appearance.DARK, 1280, 800);
            player.page("sessions");
            String before = selected(player);
            FullRun run = new FullRun(player.recorder()).play(30);
            Attachment game = ((GameState.Attached) run.state()).attachment();
            record(player, 2);
            player.watch().found(new GameState.Gone(game, GameState.Gone.How.CLOSED));
            Thread.sleep(400);
            player.settle();
            assertThat(selected(player)).isEqualTo(before);
            player.page("live");

            player.press("Open its session");

            assertThat(selected(player)).isNotEqualTo(before).isEqualTo(player.sessions().all().getFirst().id());
        }
    }

    private static void record(PlayersWindow player, int day) {
        RecordedRun run = new RecordedRun(Instant.parse("2026-11-18T18:30:00Z").plusSeconds(day * 86_400L),
                "run" + day, 300, day);
        run.playTo(player.sessionRecorder());
        run.leave(player.sessionRecorder());
    }

    private static String selected(PlayersWindow player) throws InterruptedException {
        return Screens.call(() -> ((Session) Objects.requireNonNull(((ListView<?>) player.stage().getScene().getRoot()
                .lookup(".session-list")).getSelectionModel().getSelectedItem())).id());
    }
}
