package io.github.memorypoolnvse.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.ExportFormat;
import io.github.memorypoolnvse.session.RecordedRun;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.Shell;
import io.github.memorypoolnvse.ui.live.DashboardLayout;
import io.github.memorypoolnvse.ui.live.TimeView;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

class SessionsPageTest {

    private static final Instant STARTED = Instant.parse("2026-11-18T18:30:00Z");

    @TempDir
    Path folder;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final ObjectProperty<DashboardLayout> layout = new SimpleObjectProperty<>(DashboardLayout.STANDARD);
    private SessionStore store;
    private SessionsViewModel model;
    private Stage stage;

    @BeforeEach
    void makeModel() {
        store = new SessionStore(folder.resolve("sessions"));
        model = new SessionsViewModel(store, texts, ZoneOffset.UTC, Runnable::run, Runnable::run);
    }

    private void record(int day, int samples, boolean ends) {
        SessionRecorder recorder = new SessionRecorder(store, true);
        RecordedRun run = new RecordedRun(STARTED.plusSeconds(day * 86_400L), "token" + day, samples, day);
        run.playTo(recorder);
        if (ends) {
            run.leave(recorder);
        }
    }

    @Test
    void aCrashIsToldFromAGoodEnd() {
        record(1, 30, true);
        SessionRecorder recorder = new SessionRecorder(store, true);
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
        assertThat(model.words().facts(model.sessions().getFirst())).contains("1\u00a0min", "Ultra", "rpmalloc", "peak");
    }

    @Test
    void aNameStaysAndADeletedSessionCanBeTakenBack() throws Exception {
        record(1, 50, true);
        record(2, 50, true);
        model.refresh();
        model.select(model.sessions().getLast());

        model.describe(model.sessions().getLast().id(), "  Before the textures ", "");
        assertThat(store.all().getLast().name()).isEqualTo("Before the textures");

        model.delete();
        assertThat(model.sessions()).hasSize(1);
        assertThat(model.selected().get()).isNull();
        assertThat(Objects.requireNonNull(model.offer().get()).text()).contains("Before the textures");

        model.takeBack();
        assertThat(model.sessions()).extracting(Session::name).containsExactly("", "Before the textures");
        assertThat(model.offer().get()).isNull();
    }

    @Test
    void exportsByTheNameOfTheFile() throws Exception {
        record(1, 30, true);
        model.refresh();
        model.select(model.sessions().getFirst());

        model.export(folder.resolve("a.json"), ExportFormat.CSV);
        model.export(folder.resolve("a.csv"), ExportFormat.CSV);

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
        SessionsPage page = Screens.call(() -> {
            SessionsPage made = new SessionsPage(model, layout, texts);
            Shell shell = new Shell(List.of(new Shell.Entry("setup", () -> made), new Shell.Entry("live", () -> made),
                    new Shell.Entry("sessions", () -> made)), texts);
            shell.open("sessions");
            stage = Screens.show(shell.root(), appearance);
            return made;
        });
        try {
            Screens.write(stage, "sessions-choose", appearance);
            Screens.run(() -> model.select(model.sessions().get(1)));
            Screens.settle(stage);
            assertThat(((TextField) page.node().lookup(".session-head .text-field")).getText())
                    .isEqualTo("Freeside with textures");
            Screens.write(stage, "sessions", appearance);
        } finally {
            Screens.run(stage::close);
        }
    }

    @Test
    void aSessionIsLookedAtWithTheToolsOfTheLivePage() throws Exception {
        record(1, 6_000, true);
        layout.set(layout.get().withGraphs(List.of("fallbacks", "metric.pages.saved")));
        open(1000, 640);
        try {
            assertThat(titles()).containsExactly("Fallback allocations", "Saved system calls");
            assertThat(cutOff()).isEmpty();
            Screens.write(stage, "sessions-least", Appearance.DARK);
            TimeView view = model.graphs().view();
            long whole = view.to() - view.from();
            assertThat(view.span()).isEqualTo(TimeView.Span.ALL);

            drag(0.3, 0.6);
            assertThat(view.to() - view.from()).isBetween(whole * 29 / 100, whole * 31 / 100);
            assertThat(button("The whole session").isVisible()).isTrue();
            mouse(MouseEvent.MOUSE_CLICKED, 0.5, 2);
            assertThat(view.to() - view.from()).isEqualTo(whole);
            assertThat(button("The whole session").isVisible()).isFalse();

            Screens.run(() -> graph().requestFocus());
            new FxRobot().type(KeyCode.DIGIT1);
            assertThat(view.span()).isEqualTo(TimeView.Span.MINUTE);
            Screens.run(() -> stage.getScene().lookup(".text-field").requestFocus());
            new FxRobot().type(KeyCode.DIGIT2);
            assertThat(view.span()).as("typed into the name").isEqualTo(TimeView.Span.MINUTE);

            Screens.run(() -> ((MenuButton) stage.getScene().lookup(".graph-choice")).getItems().stream()
                    .filter(item -> "Memory".equals(item.getText())).map(CheckMenuItem.class::cast).findFirst()
                    .ifPresent(item -> {
                        item.setSelected(true);
                        item.fire();
                    }));
            assertThat(layout.get().graphs()).containsExactly("fallbacks", "metric.pages.saved", "memory");
            assertThat(titles()).contains("Memory");
        } finally {
            Screens.run(stage::close);
        }
    }

    @Test
    void whatIsTypedOfASessionIsKeptWithThatSession() throws Exception {
        record(1, 300, true);
        record(2, 300, true);
        open(1280, 800);
        try {
            TextArea notes = (TextArea) stage.getScene().lookup(".session-notes");
            Screens.run(notes::requestFocus);
            new FxRobot().write("stutters");
            new FxRobot().type(KeyCode.TAB);
            assertThat(notes.isFocused()).isFalse();
            assertThat(store.all().getFirst().notes()).isEqualTo("stutters");

            Screens.run(notes::requestFocus);
            new FxRobot().write(" much");
            Screens.run(() -> model.open(model.sessions().getLast().id()));
            assertThat(notes.getText()).isEmpty();
            assertThat(store.all()).extracting(Session::notes).containsExactly("stutters much", "");
        } finally {
            Screens.run(stage::close);
        }
    }

    @Test
    void aSearchNarrowsTheListAndOpensNothingByItself() throws Exception {
        record(1, 300, true);
        record(2, 300, true);
        record(3, 300, true);
        store.describe(store.all().get(1).id(), "Freeside with textures", "");
        open(1280, 800);
        try {
            ListView<?> list = (ListView<?>) stage.getScene().lookup(".session-list");
            String opened = Objects.requireNonNull(model.selected().get()).id();
            new FxRobot().press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
            new FxRobot().write("freeside");
            assertThat(list.getItems()).hasSize(1);
            assertThat(Objects.requireNonNull(model.selected().get()).id()).isEqualTo(opened);
            assertThat(Screens.call(() -> list.getSelectionModel().getSelectedItem() == null)).isTrue();
            Screens.write(stage, "sessions-search", Appearance.DARK);

            new FxRobot().type(KeyCode.ESCAPE);
            assertThat(list.getItems()).hasSize(3);
            assertThat(Screens.call(() -> list.getSelectionModel().getSelectedIndex())).isZero();

            Screens.run(() -> model.refresh());
            assertThat(Objects.requireNonNull(model.selected().get()).id()).isEqualTo(opened);
        } finally {
            Screens.run(stage::close);
        }
    }

    @Test
    void noRowIsCut() throws Exception {
        record(1, 6_000, true);
        record(2, 300, false);
        store.describe(store.all().getLast().id(), "Freeside", "");
        open(1000, 640);
        try {
            assertThat(Screens.call(() -> stage.getScene().lookup(".session-list").lookupAll(".label").stream()
                    .map(Labeled.class::cast).filter(each -> each.lookup(".text") instanceof Text shown
                            && !each.getText().equals(shown.getText().replace("\n", "")))
                    .map(Labeled::getText).toList())).isEmpty();
            Screens.write(stage, "sessions-least", Appearance.DARK);
        } finally {
            Screens.run(stage::close);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void severalSessionsAreComparedAndOneIsOpenedAgain(Appearance appearance) throws Exception {
        record(1, 6_000, true);
        record(2, 6_000, true);
        record(3, 6_000, true);
        open(1280, 800, appearance);
        try {
            ListView<?> list = (ListView<?>) stage.getScene().lookup(".session-list");
            Node comparison = stage.getScene().lookup(".comparison");
            Node graphs = stage.getScene().lookup(".session-head");
            String opened = Objects.requireNonNull(model.selected().get()).id();
            Screens.run(list::requestFocus);
            new FxRobot().press(KeyCode.SHIFT).type(KeyCode.DOWN).release(KeyCode.SHIFT);
            Screens.settle(stage);
            assertThat(comparison.isVisible()).isTrue();
            assertThat(graphs.getParent().isVisible()).isFalse();
            assertThat(((TableView<?>) comparison.lookup(".table-view")).getColumns()).hasSize(3);
            Screens.write(stage, "sessions-compare", appearance);

            Screens.run(model::refresh);
            assertThat(comparison.isVisible()).as("after the list was read anew").isTrue();
            new FxRobot().type(KeyCode.DELETE);
            assertThat(store.all()).as("nothing is deleted from a comparison").hasSize(3);
            Screens.run(() -> list.getSelectionModel().select(2));
            Screens.settle(stage);
            TableView<?> table = (TableView<?>) comparison.lookup(".table-view");
            assertThat(table.getColumns()).hasSize(4);
            assertThat(table.getColumns().stream().mapToDouble(TableColumn::getWidth).sum())
                    .as("three stand side by side").isBetween(table.getWidth() - 40, table.getWidth());

            Screens.run(() -> list.getSelectionModel().clearAndSelect(1));
            Screens.settle(stage);
            assertThat(comparison.isVisible()).isFalse();
            assertThat(graphs.getParent().isVisible()).isTrue();
            assertThat(List.<Object>copyOf(list.getSelectionModel().getSelectedItems()))
                    .isEqualTo(List.of(Objects.requireNonNull(model.selected().get())));
            assertThat(model.sessions()).extracting(Session::id).contains(opened);
        } finally {
            Screens.run(stage::close);
        }
    }

    @Test
    void aSessionShowsItsMapAndWhatThePluginSaid() throws Exception {
        record(1, 6_000, true);
        open(1280, 800);
        try {
            Screens.run(((ToggleButton) button("Memory map"))::fire);
            Screens.settle(stage);
            assertThat(stage.getScene().lookup(".stacked")).isNotNull();
            assertThat(Screens.call(() -> stage.getScene().lookup(".size-map").isVisible())).isTrue();
            Screens.write(stage, "sessions-map", Appearance.DARK);

            Screens.run(((ToggleButton) button("Plugin"))::fire);
            Screens.settle(stage);
            TabPane tabs = (TabPane) stage.getScene().lookup(".details");
            assertThat(((TableView<?>) tabs.getTabs().getFirst().getContent()).getItems()).hasSize(2);
            assertThat(((TableView<?>) tabs.getTabs().getLast().getContent()).getItems()).hasSize(3);

            Screens.run(((ToggleButton) button("Threads"))::fire);
            Screens.settle(stage);
            TableView<?> threads = (TableView<?>) stage.getScene().lookup(".threads .table-view");
            assertThat(threads.getItems()).hasSize(24);
            Screens.write(stage, "sessions-threads", Appearance.DARK);
        } finally {
            Screens.run(stage::close);
        }
    }

    /** Shows the page in a window, with the newest session open. */
    private void open(double width, double height) throws Exception {
        open(width, height, Appearance.DARK);
    }

    private void open(double width, double height, Appearance appearance) throws Exception {
        Screens.run(() -> {
            SessionsPage page = new SessionsPage(model, layout, texts);
            Shell shell = new Shell(List.of(new Shell.Entry("setup", () -> page), new Shell.Entry("live", () -> page),
                    new Shell.Entry("sessions", () -> page), new Shell.Entry("settings", () -> page)), texts);
            shell.open("sessions");
            stage = Screens.show(shell.root(), appearance);
            stage.setWidth(width);
            stage.setHeight(height);
            page.refresh();
        });
        Screens.settle(stage);
    }

    private Node graph() {
        return stage.getScene().lookup(".live-graph");
    }

    private List<String> titles() throws InterruptedException {
        return Screens.call(() -> stage.getScene().getRoot().lookupAll(".graph-title").stream()
                .map(title -> ((Labeled) title).getText()).toList());
    }

    private ButtonBase button(String name) throws InterruptedException {
        return Screens.call(() -> Stream.of(".button", ".toggle-button")
                .flatMap(kind -> stage.getScene().getRoot().lookupAll(kind).stream()).map(ButtonBase.class::cast)
                .filter(each -> name.equals(each.getText()) || name.equals(each.getAccessibleText()))
                .findFirst().orElseThrow());
    }

    /** The words of tools that do not fit where they stand. */
    private List<String> cutOff() throws InterruptedException {
        return Screens.call(() -> stage.getScene().lookup(".toolbar-part").lookupAll(".toggle-button").stream()
                .map(Labeled.class::cast)
                .filter(each -> each.lookup(".text") instanceof Text shown && !shown.getText().equals(each.getText()))
                .map(Labeled::getText).toList());
    }

    private void drag(double from, double to) throws InterruptedException {
        mouse(MouseEvent.MOUSE_PRESSED, from, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, (from + to) / 2, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, to, 1);
        mouse(MouseEvent.MOUSE_RELEASED, to, 1);
        Screens.settle(stage);
    }

    private void mouse(EventType<MouseEvent> type, double share, int clicks) throws InterruptedException {
        Screens.run(() -> {
            Bounds plot = graph().lookup(".graph-plot").localToScene(graph().lookup(".graph-plot").getLayoutBounds());
            double x = plot.getMinX() + plot.getWidth() * share;
            double y = plot.getCenterY();
            graph().fireEvent(new MouseEvent(type, x, y, x, y, MouseButton.PRIMARY, clicks, false, false, false,
                    false, true, false, false, false, false, true, null));
        });
    }
}
