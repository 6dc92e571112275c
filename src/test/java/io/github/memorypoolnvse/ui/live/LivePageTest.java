package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.Shell;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;

class LivePageTest {

    private static final long SECOND = 1_000_000_000L;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final PlausibleRun run = new PlausibleRun(240, 10, 3);
    private final List<LiveState> steps = new ArrayList<>();
    private final FxRobot robot = new FxRobot();
    private LiveViewModel model;
    private LivePage page;
    private Stage stage;

    @BeforeEach
    void show() throws InterruptedException {
        Screens.run(() -> {
            model = new LiveViewModel(texts);
            page = new LivePage(model, texts, LivePage.Surroundings.alone(steps::add));
            Shell shell = new Shell(List.of(new Shell.Entry("live", () -> page)), texts);
            shell.open("live");
            stage = Screens.show(shell.root(), Appearance.DARK);
            stage.setWidth(1000);
            stage.setHeight(700);
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        Screens.run(() -> stage.close());
    }

    static List<LiveState> statesOfWords() {
        return List.of(new LiveState.NoInstall(), new LiveState.NotRunning(), new LiveState.WithoutPlugin(1),
                new LiveState.Waiting(1), new LiveState.Foreign("the magic is wrong"), new LiveState.Newer("2"),
                new LiveState.NoPermission(1));
    }

    @ParameterizedTest
    @MethodSource("statesOfWords")
    void aStateWithoutDataSaysWhatToDo(LiveState state) throws Exception {
        Screens.run(() -> model.update(state));

        assertThat(label(".empty-title").getText()).isEqualTo(model.title()).isNotBlank();
        assertThat(label(".empty-text").getText()).isEqualTo(model.advice()).doesNotContain("{0}");
        assertThat(Screens.call(() -> page.node().lookup(".tiles").getParent().getParent().isVisible())).isFalse();
    }

    @Test
    void theNextStepOfAStateIsOffered() throws Exception {
        Screens.run(() -> model.update(new LiveState.NotRunning()));

        Screens.run(() -> ((Button) page.node().lookup(".primary")).fire());

        assertThat(steps).containsExactly(new LiveState.NotRunning());
    }

    @Test
    void onceAttachedTilesAndGraphsShow() throws Exception {
        attach();

        assertThat(page.node().lookupAll(".key-tile")).hasSize(8);
        assertThat(page.node().lookupAll(".live-graph")).hasSize(GraphCatalog.STANDARD.size());
        assertThat(page.node().lookupAll(".tile-number")).allSatisfy(number ->
                assertThat(((Label) number).getText()).isNotBlank().isNotEqualTo("–"));
        assertThat(label(".live-banner").getText()).as("with little room").isEqualTo("Attached");
        Screens.run(() -> stage.setWidth(1300));
        Screens.settle(stage);
        assertThat(label(".live-banner").getText()).contains("4711");
    }

    @Test
    void hoveringReadsEveryGraphAtTheSameInstant() throws Exception {
        attach();
        Bounds graph = graphBounds();

        robot.moveTo(graph.getMinX() + graph.getWidth() * 0.7, graph.getMinY() + graph.getHeight() / 2);
        Screens.settle(stage);

        assertThat(model.view().cursor()).isNotEqualTo(TimeView.NOWHERE);
        assertThat(page.node().lookupAll(".live-graph")).allSatisfy(each -> {
            Label readout = (Label) each.lookup(".graph-readout");
            assertThat(readout.isVisible()).isTrue();
            assertThat(readout.getText()).isNotBlank();
        });
    }

    @Test
    void draggingSelectsAndDoubleClickReturns() throws Exception {
        attach();
        double width = Screens.call(() -> page.node().lookup(".live-graph").getLayoutBounds().getWidth());

        mouse(MouseEvent.MOUSE_PRESSED, width * 0.5, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, width * 0.6, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, width * 0.75, 1);
        mouse(MouseEvent.MOUSE_RELEASED, width * 0.75, 1);

        assertThat(model.view().following()).isFalse();
        assertThat(model.view().to() - model.view().from()).isBetween(10 * SECOND, 25 * SECOND);

        mouse(MouseEvent.MOUSE_CLICKED, width * 0.6, 2);

        assertThat(model.view().following()).isTrue();
        assertThat(model.view().to()).isEqualTo(run.history().newestTime());
    }

    @Test
    void aPointerThatMovesOrSelectsDrawsNoGraphAnew() throws Exception {
        attach();
        double width = Screens.call(() -> page.node().lookup(".live-graph").getLayoutBounds().getWidth());
        long drawn = drawings();

        mouse(MouseEvent.MOUSE_MOVED, width * 0.3, 0);
        mouse(MouseEvent.MOUSE_MOVED, width * 0.5, 0);
        Screens.settle(stage);
        double read = Screens.call(() -> page.node().lookup(".graph-readout").getLayoutX());
        mouse(MouseEvent.MOUSE_PRESSED, width * 0.5, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, width * 0.6, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, width * 0.75, 1);
        Screens.settle(stage);

        assertThat(drawings()).isEqualTo(drawn);
        assertThat(Screens.call(() -> page.node().lookup(".graph-selection").isVisible())).isTrue();
        assertThat(Screens.call(() -> page.node().lookup(".graph-readout").getLayoutX())).isGreaterThan(read);

        mouse(MouseEvent.MOUSE_RELEASED, width * 0.75, 1);
        Screens.settle(stage);
        assertThat(drawings()).isGreaterThan(drawn);
    }

    private long drawings() throws InterruptedException {
        return Screens.call(() -> page.node().lookupAll(".live-graph").stream()
                .mapToLong(graph -> ((LiveGraph) graph).drawings()).sum());
    }

    private void mouse(EventType<MouseEvent> type, double x, int clicks) throws InterruptedException {
        Screens.run(() -> page.node().lookup(".live-graph").fireEvent(new MouseEvent(type, x, 40, x, 40,
                MouseButton.PRIMARY, clicks, false, false, false, false, true, false, false, false, false, true, null)));
    }

    @Test
    void keysPauseMarkChooseAndMove() throws Exception {
        attach();
        Screens.run(() -> page.node().lookup(".live-graph").requestFocus());

        robot.type(KeyCode.SPACE);
        assertThat(model.view().paused()).isTrue();
        robot.type(KeyCode.SPACE);
        assertThat(model.view().paused()).isFalse();
        int before = model.marks().all().size();
        robot.type(KeyCode.M);
        assertThat(model.marks().all()).hasSize(before + 1);
        robot.type(KeyCode.DIGIT2);
        assertThat(model.view().span()).isEqualTo(TimeView.Span.FIVE_MINUTES);
        long from = model.view().from();
        robot.type(KeyCode.LEFT);
        assertThat(model.view().from()).isLessThan(from);
        robot.type(KeyCode.END);
        assertThat(model.view().following()).isTrue();
        long length = model.view().to() - model.view().from();
        robot.type(KeyCode.ADD);
        assertThat(model.view().to() - model.view().from()).isLessThan(length);
    }

    @Test
    void spacePausesAfterAButtonWasClickedAndPressesOneReachedByTab() throws Exception {
        attach();
        ToggleButton five = toggle("5 min");
        robot.clickOn(five);
        assertThat(model.view().span()).isEqualTo(TimeView.Span.FIVE_MINUTES);
        assertThat(Screens.call(five::isFocused)).isTrue();

        robot.type(KeyCode.SPACE);
        assertThat(model.view().paused()).isTrue();
        robot.type(KeyCode.SPACE);
        assertThat(model.view().paused()).isFalse();
        robot.type(KeyCode.DIGIT1);
        assertThat(model.view().span()).isEqualTo(TimeView.Span.MINUTE);

        Node mark = Screens.call(() -> page.node().lookup(".icon-flag").getParent());
        for (int i = 0; i < 40 && !Screens.call(mark::isFocused); i++) {
            robot.type(KeyCode.TAB);
        }
        int marks = model.marks().all().size();
        robot.type(KeyCode.SPACE);
        assertThat(model.marks().all()).hasSize(marks + 1);
        assertThat(model.view().paused()).isFalse();
    }

    @Test
    void keysReadAnInstantSelectAndZoom() throws Exception {
        attach();
        Node graph = page.node().lookup(".live-graph");
        Screens.run(graph::requestFocus);
        long length = model.view().to() - model.view().from();

        robot.press(KeyCode.CONTROL).type(KeyCode.LEFT).type(KeyCode.LEFT).release(KeyCode.CONTROL);
        Screens.settle(stage);
        assertThat(model.view().cursor()).isEqualTo(model.view().to() - 2 * (length / 200));
        assertThat(((Label) graph.lookup(".graph-readout")).isVisible()).isTrue();
        assertThat(Screens.call(graph::getAccessibleText)).isEqualTo("Allocations per second, at "
                + TimeAxis.clock(model.view().cursor()) + ": " + ((Label) graph.lookup(".graph-readout")).getText());

        robot.press(KeyCode.CONTROL, KeyCode.SHIFT);
        for (int i = 0; i < 20; i++) {
            robot.type(KeyCode.LEFT);
        }
        robot.release(KeyCode.CONTROL, KeyCode.SHIFT);
        Screens.settle(stage);
        assertThat(graph.lookup(".graph-selection").isVisible()).isTrue();
        long to = model.view().to();
        robot.type(KeyCode.ENTER);
        Screens.settle(stage);
        assertThat(model.view().to() - model.view().from()).isEqualTo(20 * (length / 200));
        assertThat(model.view().to()).isEqualTo(to - 2 * (length / 200));
        assertThat(graph.lookup(".graph-selection").isVisible()).isFalse();

        robot.type(KeyCode.ESCAPE);
        assertThat(model.view().cursor()).isEqualTo(TimeView.NOWHERE);
        assertThat(Screens.call(graph::getAccessibleText)).isEqualTo("Allocations per second");
    }

    private ToggleButton toggle(String name) {
        return page.node().lookupAll(".toggle-button").stream().map(ToggleButton.class::cast)
                .filter(each -> name.equals(each.getText())).findFirst().orElseThrow();
    }

    @Test
    void theWheelZoomsAroundThePointer() throws Exception {
        attach();
        long length = model.view().to() - model.view().from();

        Screens.run(() -> {
            Node graph = page.node().lookup(".live-graph");
            graph.fireEvent(new ScrollEvent(ScrollEvent.SCROLL, 200, 50, 200, 50, false, false, false, false, false,
                    false, 0, 40, 0, 40, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                    ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null));
        });

        assertThat(model.view().to() - model.view().from()).isLessThan(length);
    }

    @Test
    void anotherRunReplacesTheGraphs() throws Exception {
        attach();
        PlausibleRun second = new PlausibleRun(30, 10, 9);

        Screens.run(() -> model.update(new LiveState.Attached(4712, second)));

        assertThat(model.feed().get()).isSameAs(second);
        assertThat(model.view().to()).isEqualTo(second.history().newestTime());
        assertThat(model.marks().all()).isEmpty();
    }

    private void attach() throws Exception {
        Screens.run(() -> {
            model.update(new LiveState.Attached(4711, run));
            run.marks().forEach(model.marks()::add);
            page.refresh();
            page.writeTexts();
        });
        Screens.settle(stage);
    }

    private Bounds graphBounds() throws InterruptedException {
        return Screens.call(() -> {
            Node graph = page.node().lookup(".live-graph");
            return graph.localToScreen(graph.getLayoutBounds());
        });
    }

    private Label label(String selector) throws InterruptedException {
        return Screens.call(() -> (Label) page.node().lookup(selector));
    }
}
