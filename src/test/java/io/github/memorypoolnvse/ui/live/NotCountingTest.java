package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.ui.Page;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.Shell;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes from a game that is not counted any more is not told as if it were of now. */
class NotCountingTest {

    private static final PlausibleRun RUN = new PlausibleRun(30, 10, 1);

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final LiveViewModel model = new LiveViewModel(texts);

    static Stream<LiveState> notCounting() {
        return Stream.of(new LiveState.NotRunning(), new LiveState.WithoutPlugin(2), new LiveState.Waiting(2),
                new LiveState.Newer("2"), new LiveState.NoPermission(2), new LiveState.Foreign("why"),
                new LiveState.Frozen(1, RUN, false), new LiveState.Closing(1, RUN), new LiveState.Gone(RUN));
    }

    @ParameterizedTest
    @MethodSource("notCounting")
    void theAxisDoesNotSayNow(LiveState state) {
        model.update(new LiveState.Attached(1, RUN));
        assertThat(model.view().atNow()).isTrue();

        model.update(state);

        assertThat(model.hasGraphs()).as("the old run still shows").isTrue();
        assertThat(model.view().atNow()).isFalse();
    }

    @Test
    void aGameWhosePluginGoesOnReportingIsOfNow() {
        Attachment attachment = ((GameState.Attached) new FullRun().state()).attachment();
        model.update(LiveState.of(new GameState.Frozen(attachment, GameState.Frozen.Cause.MAIN_LOOP), RUN,
                BlockDetails.NONE));
        assertThat(model.view().atNow()).isTrue();
        assertThat(model.advice()).contains("goes on reporting");

        model.update(LiveState.of(new GameState.Frozen(attachment, GameState.Frozen.Cause.PROCESS), RUN,
                BlockDetails.NONE));
        assertThat(model.view().atNow()).isFalse();
        assertThat(model.advice()).contains("Nothing new has come");
    }

    @Test
    void theStripSaysHowTheGameStands() throws Exception {
        CompactStrip strip = Screens.call(() -> new CompactStrip(model, texts, () -> { }));
        Stage stage = Screens.call(() -> {
            model.update(new LiveState.Attached(1, RUN));
            strip.refresh();
            Stage shown = Screens.show(strip, Appearance.DARK);
            shown.sizeToScene();
            return shown;
        });
        try {
            assertThat(state(strip).getText()).isEqualTo("Attached");
            assertThat(icon(strip)).contains("icon-good");
            assertThat(past(strip)).isFalse();
            Screens.write(stage, "strip", Appearance.DARK);

            Screens.run(() -> {
                model.update(new LiveState.Gone(RUN));
                strip.refresh();
            });
            assertThat(state(strip).getText()).isEqualTo("The game has ended");
            assertThat(icon(strip)).contains("icon-info");
            assertThat(past(strip)).isTrue();
            Screens.write(stage, "strip-gone", Appearance.LIGHT);
        } finally {
            Screens.run(stage::close);
        }
    }

    @Test
    void theStripTellsAWarning() throws Exception {
        FullRun run = new FullRun().play(5);
        model.warnBy(List.of(new AlertRule("address.free", AlertRule.Test.BELOW, 5e9, 6e9, Severity.BAD, true)));
        CompactStrip strip = Screens.call(() -> new CompactStrip(model, texts, () -> { }));
        Screens.run(() -> {
            model.update(new LiveState.Attached(1, run.feed()));
            model.look(run.snapshot());
            strip.refresh();
        });

        assertThat(state(strip).getText()).isEqualTo(model.alerts().getFirst().text());
        assertThat(icon(strip)).contains("icon-bad");
    }

    @Test
    void theLivePageTellsAStandstillOnceAndTheOthersTellItInTheBar() throws Exception {
        List<Alert> held = List.of(new Alert(AlertWatch.FROZEN, Severity.BAD, "It stands."),
                new Alert("other", Severity.WARNING, "Something else."));
        Shell shell = Screens.call(() -> {
            LivePage live = new LivePage(model, texts, LivePage.Surroundings.alone(_ -> { }));
            Shell made = new Shell(List.of(new Shell.Entry("setup", Blank::new), new Shell.Entry("live", () -> live)),
                    texts);
            made.open("live");
            made.showAlerts(held);
            return made;
        });

        assertThat(lines(shell)).containsExactly("Something else.");
        Screens.run(() -> shell.open("setup"));
        assertThat(lines(shell)).containsExactly("It stands.", "Something else.");
    }

    private static final class Blank implements Page {

        private final Label label = new Label();

        @Override
        public String id() {
            return "setup";
        }

        @Override
        public Node node() {
            return label;
        }
    }

    private static List<String> lines(Shell shell) throws InterruptedException {
        return Screens.call(() -> shell.root().lookupAll(".alert-line").stream()
                .flatMap(line -> line.lookupAll(".label").stream()).map(label -> ((Label) label).getText()).toList());
    }

    private static Label state(Node strip) {
        return (Label) strip.lookup(".compact-state");
    }

    private static List<String> icon(Node strip) {
        return state(strip).getGraphic().getStyleClass();
    }

    private static boolean past(Node strip) {
        return strip.getPseudoClassStates().stream().anyMatch(each -> each.getPseudoClassName().equals("past"));
    }
}
