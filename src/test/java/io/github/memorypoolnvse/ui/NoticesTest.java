package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.memorypoolnvse.platform.DesktopNotices;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import io.github.memorypoolnvse.telemetry.MetricKind;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.ui.live.FullRun;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Labeled;
import javafx.stage.Popup;
import javafx.stage.Screen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts reach a person: in the window on every page, and outside it while it is not in front. */
class NoticesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private PlayersWindow player;

    @BeforeEach
    void makeAHome() throws IOException {
        player = new PlayersWindow(folder, Locale.ENGLISH);
        player.bench().addInstall(player.steamGame());
    }

    @AfterEach
    void close() {
        player.close();
    }

    /** The game reports a damaged block. */
    private void gameGoesWrong() {
        FullRun run = new FullRun(player.recorder()).play(60);
        MetricDirectory directory = new MetricDirectory(List.of(new Metric("heap.corruption", "count",
                MetricKind.COUNTER, "Heap", "Damaged blocks", "", 0, 0)), 1);
        player.watch().says(Optional.of(new Snapshot(directory, 600, 60_000_000_000L, new long[] {1})),
                run.details(), run.threads());
        Attachment game = ((GameState.Attached) run.state()).attachment();
        player.watch().found(new GameState.Attached(game, PluginMode.ACTIVE));
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void whoLooksAtAnotherPageSeesTheAlertAndTheWayToMore(Appearance appearance) throws Exception {
        player.open(appearance, 1280, 800);
        gameGoesWrong();
        await().atMost(PATIENCE).until(() -> words().stream().anyMatch(text -> text.contains("blocks: 1 so far")));
        assertThat(player.notices()).as("the window is in front").isEmpty();
        for (String page : List.of("sessions", "settings", "setup")) {
            player.page(page);
            assertThat(words()).anyMatch(text -> text.contains("blocks: 1 so far"));
        }
        Screens.write(player.stage(), "alert-on-setup", appearance);

        player.press("Show on the Live page");
        assertThat(Objects.requireNonNull(player.window().shell().front()).id()).isEqualTo("live");
        assertThat(words()).anyMatch(text -> text.contains("blocks: 1 so far")).doesNotContain("Show on the Live page");
        Screens.write(player.stage(), "alert-on-live", appearance);
    }

    @Test
    void whoDoesNotSeeTheWindowIsToldOutsideIt() throws Exception {
        player.open(Appearance.DARK, 1280, 800);
        Screens.run(() -> player.stage().setIconified(true));
        player.settle();
        gameGoesWrong();

        await().atMost(PATIENCE).until(() -> !player.notices().isEmpty());
        assertThat(player.notices()).singleElement().asString().contains("blocks: 1 so far");
    }

    @Test
    void whoWantsNoAlertsAnyMoreSeesNone() throws Exception {
        player.open(Appearance.DARK, 1280, 800);
        gameGoesWrong();
        await().atMost(PATIENCE).until(() -> words().stream().anyMatch(text -> text.contains("blocks: 1 so far")));

        Screens.run(() -> player.window().keep(player.window().settings().withAlerts(false)));
        player.settle();
        assertThat(words()).noneMatch(text -> text.contains("blocks: 1 so far"));
    }

    private List<String> words() throws InterruptedException {
        return Screens.call(() -> PlayersWindow.visible(player.stage().getScene().getRoot()).stream()
                .filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText())
                .filter(Objects::nonNull).toList());
    }

    @Test
    void aDesktopWithoutNoticesShowsOneOfOursThatTakesNoFocusAndGoesByItself() throws Exception {
        player.open(Appearance.LIGHT, 1280, 800);
        AtomicInteger raised = new AtomicInteger();
        NoticeCorner corner = Screens.call(() -> new NoticeCorner(raised::incrementAndGet, Duration.ofSeconds(1)));
        Screens.run(() -> {
            corner.prepare();
            player.stage().requestFocus();
        });
        Popup popup = Screens.call(corner::popup);
        Screens.run(() -> corner.show("MemoryPoolNVSE", "the first"));
        Screens.run(() -> corner.show("MemoryPoolNVSE", "the second"));

        assertThat(player.stage().isFocused()).isTrue();
        assertThat(Screens.call(() -> PlayersWindow.visible(popup.getScene().getRoot()).stream()
                .filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText()).toList()))
                .contains("the second").doesNotContain("the first");
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        assertThat(popup.getX() + popup.getWidth()).isBetween(screen.getMaxX() - 40, screen.getMaxX());
        assertThat(popup.getY() + popup.getHeight()).isBetween(screen.getMaxY() - 40, screen.getMaxY());
        Screens.run(() -> player.stage().setIconified(true));
        assertThat(popup.isShowing()).isTrue();

        await().atMost(PATIENCE).until(() -> !popup.isShowing());
        assertThat(raised).hasValue(0);
        Screens.run(corner::close);
    }

    @Test
    void theDesktopIsAskedFirst() throws Exception {
        List<String> asked = new ArrayList<>();
        DesktopNotices desktop = new DesktopNotices() {
            @Override
            public boolean available() {
                return true;
            }

            @Override
            public void show(String title, String text) {
                asked.add(text);
            }
        };
        DesktopNotifier notifier = new DesktopNotifier(desktop, Runnable::run, () -> { });
        notifier.prepare();
        notifier.tell("MemoryPoolNVSE", "low on space");
        assertThat(asked).containsExactly("low on space");

        DesktopNotifier without = new DesktopNotifier(DesktopNotices.none(), Runnable::run, () -> { });
        Screens.run(() -> without.tell("MemoryPoolNVSE", "low on space"));
        assertThat(Screens.call(() -> without.corner().popup().isShowing())).isTrue();
        Screens.run(without::close);
        assertThat(Screens.call(() -> without.corner().popup().isShowing())).isFalse();
    }
}
