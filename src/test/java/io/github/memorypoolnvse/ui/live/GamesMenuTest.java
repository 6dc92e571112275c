package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.GameInstance;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import io.github.memorypoolnvse.ui.Screens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import org.junit.jupiter.api.Test;

class GamesMenuTest {

    private final List<GameInstance> running = new ArrayList<>();
    private final List<Long> selected = new ArrayList<>();

    @Test
    void aGameThatWasStartedAgainTakesThePlaceOfTheOneThatEnded() throws Exception {
        GamesMenu menu = Screens.call(() -> new GamesMenu(new Games(), new Texts(Locale.ENGLISH)));
        running.addAll(List.of(game(10, true), game(20, false)));
        Screens.run(() -> menu.show(OptionalLong.of(10)));
        assertThat(words(menu)).containsExactly("FalloutNV.exe, process 10",
                "FalloutNV.exe, process 20, without the plugin");
        assertThat(marked(menu)).containsExactly(true, false);

        running.set(1, game(30, true));
        Screens.run(() -> menu.show(OptionalLong.of(30)));
        assertThat(words(menu)).containsExactly("FalloutNV.exe, process 10", "FalloutNV.exe, process 30");
        assertThat(marked(menu)).containsExactly(false, true);

        Screens.run(() -> menu.getItems().getFirst().fire());
        assertThat(selected).containsExactly(10L);

        running.removeFirst();
        Screens.run(() -> menu.show(OptionalLong.of(30)));
        assertThat(menu.isVisible()).isFalse();
    }

    private static GameInstance game(long process, boolean hasBlock) {
        return new GameInstance(new RunningProcess(process, 1, "FalloutNV.exe", null, List.of()), hasBlock);
    }

    private static List<String> words(GamesMenu menu) {
        return menu.getItems().stream().map(MenuItem::getText).toList();
    }

    private static List<Boolean> marked(GamesMenu menu) {
        return menu.getItems().stream().map(item -> ((RadioMenuItem) item).isSelected()).toList();
    }

    private final class Games implements Watch {
        @Override
        public GameState state() {
            return new GameState.NotRunning();
        }

        @Override
        public List<GameInstance> instances() {
            return List.copyOf(running);
        }

        @Override
        public void select(long processId) {
            selected.add(processId);
        }

        @Override
        public Optional<Snapshot> snapshot() {
            return Optional.empty();
        }

        @Override
        public BlockDetails details() {
            return BlockDetails.NONE;
        }

        @Override
        public ThreadTable threads() {
            return ThreadTable.EMPTY;
        }

        @Override
        public void rest(boolean on) {
        }
    }
}
