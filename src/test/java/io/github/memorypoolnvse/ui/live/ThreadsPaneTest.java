package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.GameInstance;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadCounts;
import io.github.memorypoolnvse.telemetry.ThreadRole;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

class ThreadsPaneTest {

    private final FxRobot robot = new FxRobot();
    private ThreadsPane pane;
    private Stage stage;

    @BeforeEach
    void show() throws InterruptedException {
        Screens.run(() -> {
            pane = new ThreadsPane(new TimeView(), new Marks(), new Texts(Locale.ENGLISH));
            stage = Screens.show(pane, Appearance.DARK);
            stage.setWidth(1000);
            stage.setHeight(600);
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        Screens.run(() -> stage.close());
    }

    private static ThreadCounts thread(long id, ThreadRole role, long calls, long balance) {
        return new ThreadCounts(id, role, "t" + id, 1, id, calls, 0, 0, 0, 0, balance, 0);
    }

    private void take(double seconds, ThreadCounts... threads) throws InterruptedException {
        Screens.run(() -> pane.refresh(new ThreadTable(true, (long) (seconds * 1e9), List.of(threads))));
        Screens.settle(stage);
    }

    @SuppressWarnings("unchecked")
    private TableView<ThreadLine> table() {
        return (TableView<ThreadLine>) pane.lookup(".table-view");
    }

    /** What stands in the first column, from the top, as it is shown. */
    private List<String> names() throws InterruptedException {
        return Screens.call(() -> {
            List<TableCell<?, ?>> cells = new ArrayList<>();
            for (Node cell : table().lookupAll(".table-cell")) {
                TableCell<?, ?> each = (TableCell<?, ?>) cell;
                if (each.getTableColumn() == table().getColumns().getFirst() && each.getText() != null) {
                    cells.add(each);
                }
            }
            cells.sort((one, other) -> Double.compare(one.localToScene(0, 0).getY(), other.localToScene(0, 0).getY()));
            return cells.stream().map(TableCell::getText).toList();
        });
    }

    private String label(String selector) throws InterruptedException {
        return Screens.call(() -> ((Label) pane.lookup(selector)).getText());
    }

    @Test
    void theBusiestThreadIsFirstAtFirst() throws Exception {
        take(1, thread(8, ThreadRole.THREAD, 10, 0), thread(4, ThreadRole.MAIN, 900, 0),
                thread(0, ThreadRole.ENDED, 5000, 0));
        assertThat(names()).containsExactly("Main thread", "t8", "Ended threads (1)");
        assertThat(Screens.call(() -> table().getSortOrder().getFirst().getSortType()))
                .isEqualTo(TableColumn.SortType.DESCENDING);
    }

    @Test
    void theSelectionStaysWithItsThread() throws Exception {
        take(1, thread(4, ThreadRole.MAIN, 900, 0), thread(8, ThreadRole.THREAD, 10, 0));
        Screens.run(() -> table().getSelectionModel().select(1));
        take(2, thread(4, ThreadRole.MAIN, 900, 0), thread(8, ThreadRole.THREAD, 5000, 0));
        assertThat(names()).containsExactly("t8", "Main thread");
        assertThat(Screens.call(() -> table().getSelectionModel().getSelectedItem().now().name())).isEqualTo("t8");
        assertThat(Screens.call(() -> table().getSelectionModel().getSelectedIndex())).isZero();
        assertThat(label(".threads > .text-small")).startsWith("t8, since 0:00: 5,000 allocations");
    }

    @Test
    void aClickOnAColumnSortsByItAndAnotherTurnsItOver() throws Exception {
        take(1, thread(1, ThreadRole.THREAD, 30, -5), thread(2, ThreadRole.THREAD, 20, 90), thread(3, ThreadRole.THREAD, 10, 7));
        clickHeld();
        assertThat(names()).containsExactly("t2", "t3", "t1");
        assertThat(Screens.call(this::choice)).isEqualTo(ThreadsViewModel.Column.HELD);
        clickHeld();
        assertThat(names()).containsExactly("t1", "t3", "t2");
        clickHeld();
        assertThat(names()).containsExactly("t2", "t3", "t1");
    }

    @Test
    void theKeyboardSortsToo() throws Exception {
        take(1, thread(1, ThreadRole.THREAD, 30, -5), thread(2, ThreadRole.THREAD, 20, 90), thread(3, ThreadRole.THREAD, 10, 7));
        Screens.run(() -> pane.lookup(".choice-box").requestFocus());
        robot.type(KeyCode.SPACE);
        Screens.settle(stage);
        robot.type(KeyCode.UP).type(KeyCode.ENTER);
        Screens.settle(stage);
        assertThat(Screens.call(this::choice)).isEqualTo(ThreadsViewModel.Column.HELD);
        assertThat(names()).containsExactly("t2", "t3", "t1");
        assertThat(Screens.call(() -> table().getSortOrder().getFirst())).isSameAs(table().getColumns().get(4));
    }

    /** The headless platform takes every press of a button for that of a menu, which a header does not sort at. */
    private void clickHeld() throws InterruptedException {
        Node header = headers().get(ThreadsViewModel.Column.HELD.ordinal());
        Screens.run(() -> {
            for (EventType<MouseEvent> type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
                header.fireEvent(new MouseEvent(type, 20, 10, 20, 10, MouseButton.PRIMARY, 1, false, false, false, false,
                        type == MouseEvent.MOUSE_PRESSED, false, false, true, false, true, null));
            }
        });
        Screens.settle(stage);
        Screens.settle(stage);
    }

    private Object choice() {
        return ((ChoiceBox<?>) pane.lookup(".choice-box")).getValue();
    }

    private List<Node> headers() throws InterruptedException {
        return Screens.call(() -> pane.lookupAll(".column-header").stream()
                .filter(header -> header.lookup(".label") != null && !header.getStyleClass().contains("filler"))
                .filter(header -> header.getClass().getSimpleName().equals("TableColumnHeader"))
                .sorted((one, other) -> Double.compare(one.localToScene(0, 0).getX(), other.localToScene(0, 0).getX()))
                .map(Node.class::cast).toList());
    }

    @Test
    void anOldPluginIsNamedAsTheReason() throws Exception {
        Screens.run(() -> pane.refresh(ThreadTable.NOT_REPORTED));
        Screens.settle(stage);
        assertThat(label(".table-view .placeholder .label")).contains("does not tell what each thread does");
    }

    @Test
    void theBlockIsAskedForThreadsOnlyWhileTheyShow() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Texts texts = new Texts(Locale.ENGLISH);
        FullRun run = new FullRun().play(5);
        LiveViewModel model = new LiveViewModel(texts);
        LivePage page = Screens.call(() -> {
            LivePage made = new LivePage(model, texts,
                    new LivePage.Surroundings(counting(run, asked),
                            new SimpleObjectProperty<>(DashboardLayout.STANDARD), _ -> { }, () -> { }));
            stage.getScene().setRoot((Parent) made.node());
            model.update(new LiveState.Attached(4711, run.feed()));
            made.writeTexts();
            return made;
        });
        Screens.settle(stage);
        assertThat(asked).hasValue(0);
        Screens.run(() -> page.node().lookupAll(".toggle-button").stream().map(ToggleButton.class::cast)
                .filter(button -> "Threads".equals(button.getText())).forEach(ToggleButton::fire));
        assertThat(asked.get()).isPositive();
        int shown = asked.get();
        Screens.run(() -> page.node().lookupAll(".toggle-button").stream().map(ToggleButton.class::cast)
                .filter(button -> "Graphs".equals(button.getText())).forEach(ToggleButton::fire));
        Screens.run(page::writeTexts);
        assertThat(asked).hasValue(shown);
    }

    private static Watch counting(FullRun run, AtomicInteger asked) {
        return new Watch() {
            @Override
            public GameState state() {
                return run.state();
            }

            @Override
            public List<GameInstance> instances() {
                return run.instances();
            }

            @Override
            public void select(long processId) {
                run.select(processId);
            }

            @Override
            public Optional<Snapshot> snapshot() {
                return run.snapshot();
            }

            @Override
            public BlockDetails details() {
                return run.details();
            }

            @Override
            public ThreadTable threads() {
                asked.incrementAndGet();
                return run.threads();
            }
        };
    }
}
