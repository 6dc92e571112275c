package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Recording;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes on in the background: told of while it lasts, and ended where it can be. */
class WindowWorkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final AtomicLong millis = new AtomicLong();
    private final List<Runnable> threads = new ArrayList<>();
    private final WindowWork work = new WindowWork(threads::add, () -> millis.get() * 1_000_000);

    @Test
    void onlyWhatLastsIsTold() {
        LongWork search = new LongWork(LongWork.Kind.SEARCH, _ -> { });
        work.execute(() -> { });
        work.execute(new LongWork(LongWork.Kind.BRIEF, _ -> { }));
        work.execute(search);
        assertThat(work.lasting()).isEmpty();

        millis.set(500);
        assertThat(work.lasting()).containsExactly(search);
        threads.forEach(Runnable::run);
        assertThat(work.lasting()).isEmpty();
    }

    @Test
    void workThatFailsIsOver() {
        work.execute(new LongWork(LongWork.Kind.EXAMINE, _ -> {
            throw new IllegalStateException("nothing to examine");
        }));
        millis.set(500);
        assertThat(work.lasting()).hasSize(1);

        assertThatThrownBy(() -> threads.getFirst().run()).hasMessageContaining("nothing to");
        assertThat(work.lasting()).isEmpty();
    }

    @Test
    void whatWaitsIsWokenByCancelling() throws Exception {
        AtomicReference<String> ended = new AtomicReference<>("");
        CountDownLatch waits = new CountDownLatch(1);
        LongWork search = new LongWork(LongWork.Kind.SEARCH, _ -> {
            waits.countDown();
            try {
                Thread.sleep(PATIENCE);
                ended.set("by itself");
            } catch (InterruptedException woken) {
                ended.set("woken");
            }
        });
        Thread thread = Thread.ofVirtual().start(search);
        waits.await();
        search.cancel();
        assertThat(thread.join(PATIENCE)).isTrue();
        assertThat(ended).hasValue("woken");
        assertThat(search.cancelled()).isTrue();
    }

    @Test
    void aChangeToTheGameFolderIsNotCancelled() {
        LongWork change = new LongWork(LongWork.Kind.CHANGE, LongWork::check);
        change.cancel();
        change.run();
        assertThat(change.cancelled()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void theStatusBarTellsOfASearchAndCancelsIt(Appearance appearance) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (PlayersWindow player = new PlayersWindow(folder, Locale.ENGLISH)) {
            player.bench().addInstall(player.steamGame());
            player.workingOn(command -> Thread.ofVirtual().start(() -> {
                awaitOpen(gate);
                command.run();
            })).open(appearance, 1280, 800);
            await().atMost(PATIENCE).until(() -> words(player).contains("Looking for the game"));
            Screens.write(player.stage(), "work-search", appearance);

            player.press("Cancel");
            gate.countDown();
            await().atMost(PATIENCE).until(() -> words(player).contains("No tasks"));
            assertThat(words(player)).contains("Cancelled.").doesNotContain("Cancel", "Fallout: New Vegas");
        }
    }

    @ParameterizedTest
    @EnumSource(value = LongWork.Kind.class, names = {"CHANGE", "EXPORT"})
    void theSmallestWindowCutsNothingOfTheWork(LongWork.Kind kind) throws Exception {
        Texts texts = new Texts(Locale.GERMAN);
        LongWork told = new LongWork(kind, _ -> { });
        if (kind == LongWork.Kind.EXPORT) {
            told.progress(0.4);
        }
        Stage stage = Screens.call(() -> {
            Shell shell = new Shell(List.of(), texts);
            shell.showGame(Severity.INFO, texts.of("ui.live.state.notRunning.title"));
            shell.showPlugin(texts.of("ui.status.plugin.older", "1.0.0"));
            shell.showRecording(new Recording.Running("a session"));
            shell.showWork(List.of(told));
            return Screens.show(shell.root(), Appearance.DARK);
        });
        Screens.run(() -> stage.setWidth(1000));
        Screens.settle(stage);
        Screens.write(stage, "work-" + kind.name().toLowerCase(Locale.ROOT), Appearance.DARK);
        assertThat(Screens.call(() -> PlayersWindow.visible(stage.getScene().getRoot().lookup(".status-bar")).stream()
                .filter(Labeled.class::isInstance).map(Labeled.class::cast).filter(ScalingWalk::isCut)
                .map(Labeled::getText).toList())).isEmpty();
        assertThat(Screens.call(() -> {
            Node line = stage.getScene().getRoot().lookup(".work-status");
            return line.localToScene(line.getLayoutBounds()).getMaxX();
        })).isLessThanOrEqualTo(1000.0);
        Screens.run(stage::close);
    }

    private static void awaitOpen(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException woken) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> words(PlayersWindow player) throws InterruptedException {
        return Screens.call(() -> PlayersWindow.visible(player.stage().getScene().getRoot()).stream()
                .filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText())
                .filter(Objects::nonNull).toList());
    }
}
