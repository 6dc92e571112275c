package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.Shell;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.application.ColorScheme;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

class LiveViewsTest {

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final ObjectProperty<DashboardLayout> layout = new SimpleObjectProperty<>(DashboardLayout.STANDARD);

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void theMapAndTheTablesShowWhatTheBlockSays(Appearance appearance) throws Exception {
        FullRun run = new FullRun();
        LiveViewModel model = new LiveViewModel(texts);
        Stage[] stage = new Stage[1];
        LivePage page = Screens.call(() -> {
            LivePage made = new LivePage(model, texts, new LivePage.Surroundings(run, layout, _ -> { }, () -> { }));
            Shell shell = new Shell(List.of(new Shell.Entry("setup", () -> made), new Shell.Entry("live", () -> made),
                    new Shell.Entry("sessions", () -> made), new Shell.Entry("settings", () -> made)), texts);
            shell.open("live");
            stage[0] = Screens.show(shell.root(), appearance);
            run.play(1);
            model.update(new LiveState.Attached(4711, run.feed()));
            return made;
        });
        try {
            for (int second = 0; second < 75; second++) {
                Screens.run(() -> run.play(1));
            }
            Screens.run(page::refresh);
            Screens.run(page::startSparks);
            Screens.run(page::writeTexts);
            Screens.write(stage[0], "live-graphs", appearance);
            open(page, "Memory map");
            Screens.write(stage[0], "live-map", appearance);
            assertThat(page.node().lookup(".size-map .graph-summary")).isInstanceOfSatisfying(Label.class,
                    label -> assertThat(label.getText()).contains("most often from 32"));
            open(page, "Threads");
            Screens.run(() -> {
                run.play(1);
                page.writeTexts();
            });
            Screens.write(stage[0], "live-threads", appearance);
            open(page, "Plugin");
            Screens.write(stage[0], "live-plugin", appearance);
            assertThat(((TableView<?>) page.node().lookup(".table-view")).getItems()).isNotEmpty();
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    /** A page that stands still is not described again, and its theme can change all the same. */
    @Test
    void theSquaresInTheHeadersHaveTheLinesColoursInEveryTheme() throws Exception {
        FullRun run = new FullRun().play(5);
        LiveViewModel model = new LiveViewModel(texts);
        Stage[] stage = new Stage[1];
        LivePage page = Screens.call(() -> {
            LivePage made = new LivePage(model, texts, LivePage.Surroundings.alone(_ -> { }));
            stage[0] = Screens.show(new StackPane(made.node()), Appearance.DARK);
            model.update(new LiveState.Attached(4711, run.feed()));
            return made;
        });
        try {
            for (ColorScheme theme : ColorScheme.values()) {
                Screens.run(() -> stage[0].getScene().getPreferences().setColorScheme(theme));
                Screens.settle(stage[0]);
                for (Node node : Screens.call(() -> page.node().lookupAll(".graph-panel"))) {
                    GraphPanel panel = (GraphPanel) node;
                    List<Paint> squares = Screens.call(() -> panel.lookupAll(".graph-swatch").stream()
                            .map(Rectangle.class::cast).map(Rectangle::getFill).toList());
                    assertThat(squares).isNotEmpty().containsExactlyInAnyOrderElementsOf(IntStream
                            .range(0, squares.size()).mapToObj(panel.graph()::seriesColour).toList());
                }
            }
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    @Test
    void smallLinesShowWhatPassedWhileThePageWasNotLookedAt() throws Exception {
        FullRun run = new FullRun().play(5);
        LiveViewModel model = new LiveViewModel(texts);
        Stage[] stage = new Stage[1];
        LivePage page = Screens.call(() -> {
            LivePage made = new LivePage(model, texts, LivePage.Surroundings.alone(_ -> { }));
            stage[0] = Screens.show(new StackPane(made.node()), Appearance.DARK);
            model.update(new LiveState.Attached(4711, run.feed()));
            made.writeTexts();
            return made;
        });
        try {
            Screens.settle(stage[0]);
            KeyTile tile = (KeyTile) page.node().lookup(".key-tile");
            assertThat(Screens.call(tile::sparkKnown)).isBetween(4, 7);
            Thread.sleep(3100);
            run.play(60);
            Screens.run(page::writeTexts);
            assertThat(Screens.call(tile::sparkKnown)).isBetween(64, 67);
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    @Test
    void germanFitsToo() throws Exception {
        Texts german = new Texts(Locale.GERMAN);
        FullRun run = new FullRun().play(90);
        LiveViewModel model = new LiveViewModel(german);
        Stage[] stage = new Stage[1];
        LivePage page = Screens.call(() -> {
            LivePage made = new LivePage(model, german, LivePage.Surroundings.alone(_ -> { }));
            Shell shell = new Shell(List.of(new Shell.Entry("setup", () -> made), new Shell.Entry("live", () -> made),
                    new Shell.Entry("sessions", () -> made), new Shell.Entry("settings", () -> made)), german);
            shell.open("live");
            stage[0] = Screens.show(shell.root(), Appearance.LIGHT);
            model.update(new LiveState.Attached(4711, run.feed()));
            made.writeTexts();
            return made;
        });
        try {
            Screens.write(stage[0], "live-german", Appearance.LIGHT);
            Screens.run(() -> assertThat(page.node().lookupAll(".tile-title")).allSatisfy(title -> {
                Label label = (Label) title;
                assertThat(label.getWidth()).as(label.getText()).isGreaterThanOrEqualTo(label.prefWidth(-1) - 1);
            }));
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    @Test
    void graphsOfEveryMetricCanBeChosenAndAreKept() throws Exception {
        FullRun run = new FullRun().play(20);
        LiveViewModel model = new LiveViewModel(texts);
        Stage[] stage = new Stage[1];
        LivePage page = Screens.call(() -> {
            layout.set(layout.get().withGraphs(List.of("rates", "metric.quarantine.bytes", "unknown")));
            LivePage made = new LivePage(model, texts, new LivePage.Surroundings(run, layout, _ -> { }, () -> { }));
            Shell shell = new Shell(List.of(new Shell.Entry("live", () -> made)), texts);
            shell.open("live");
            stage[0] = Screens.show(shell.root(), Appearance.DARK);
            model.update(new LiveState.Attached(4711, run.feed()));
            made.writeTexts();
            return made;
        });
        try {
            Screens.settle(stage[0]);
            assertThat(page.node().lookupAll(".graph-title")).extracting(title -> ((Label) title).getText())
                    .contains("Allocations and frees", "Bytes in quarantine");
            assertThat(page.node().lookupAll(".graph-now")).extracting(now -> ((Label) now).getText())
                    .anySatisfy(text -> assertThat(text).contains("MB"));

            Screens.run(() -> {
                MenuButton graphs = (MenuButton) page.node().lookup(".graph-choice");
                graphs.getItems().stream().filter(item -> "Threads".equals(item.getText()))
                        .map(CheckMenuItem.class::cast).findFirst().ifPresent(item -> {
                            item.setSelected(true);
                            item.fire();
                        });
            });

            assertThat(page.node().lookupAll(".live-graph")).hasSize(3);
            assertThat(layout.get().graphs()).containsExactly("rates", "metric.quarantine.bytes", "unknown", "threads");
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    @Test
    void graphsAreMovedByMenuKeyAndDragAndTheLayoutIsKept() throws Exception {
        FullRun run = new FullRun().play(20);
        LiveViewModel model = new LiveViewModel(texts);
        layout.set(layout.get().withGraphs(List.of("memory", "frames", "parts")).withLogarithmic("parts", true));
        Stage[] stage = new Stage[1];
        LivePage page = Screens.call(() -> {
            LivePage made = new LivePage(model, texts, new LivePage.Surroundings(run, layout, _ -> { }, () -> { }));
            stage[0] = Screens.show(new StackPane(made.node()), Appearance.DARK);
            model.update(new LiveState.Attached(4711, run.feed()));
            made.refresh();
            return made;
        });
        try {
            Screens.settle(stage[0]);
            assertThat(panel(page, "parts").graph().isLogarithmic()).isTrue();

            Screens.run(() -> panel(page, "memory").graph().requestFocus());
            new FxRobot().press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
            Screens.settle(stage[0]);
            assertThat(shown(page)).containsExactly("frames", "memory", "parts");
            assertThat(Screens.call(() -> panel(page, "memory").graph().isFocused())).isTrue();

            Screens.run(() -> item(panel(page, "parts"), "Move earlier").fire());
            Screens.settle(stage[0]);
            assertThat(shown(page)).containsExactly("frames", "parts", "memory");

            Screens.run(() -> {
                Node header = panel(page, "frames").lookup(".graph-header");
                Bounds target = panel(page, "memory").localToScene(panel(page, "memory").getLayoutBounds());
                for (EventType<MouseEvent> type : List.of(MouseEvent.MOUSE_DRAGGED, MouseEvent.MOUSE_RELEASED)) {
                    header.fireEvent(new MouseEvent(type, target.getCenterX(), target.getCenterY(), 0, 0,
                            MouseButton.PRIMARY, 1, false, false, false, false, true, false, false, false, false, false,
                            null));
                }
            });
            Screens.settle(stage[0]);
            assertThat(shown(page)).containsExactly("parts", "memory", "frames");
            assertThat(layout.get().graphs()).isEqualTo(shown(page));

            CheckMenuItem log = (CheckMenuItem) item(panel(page, "memory"), "Logarithmic scale");
            Screens.run(() -> {
                log.setSelected(true);
                log.fire();
                model.view().show(TimeView.Span.HOUR);
            });
            open(page, "Memory map");
            assertThat(layout.get()).isEqualTo(new DashboardLayout(List.of("parts", "memory", "frames"),
                    Set.of("parts", "memory"), TimeView.Span.HOUR, Dashboard.View.MAP));

            LiveViewModel again = new LiveViewModel(texts);
            Node next = Screens.call(() -> new LivePage(again, texts,
                    new LivePage.Surroundings(run, layout, _ -> { }, () -> { })).node());
            assertThat(again.view().span()).isEqualTo(TimeView.Span.HOUR);
            assertThat(Screens.call(() -> next.lookup(".memory-map"))).isNotNull();
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    private static List<String> shown(LivePage page) throws InterruptedException {
        return Screens.call(() -> page.node().lookupAll(".graph-panel").stream().map(GraphPanel.class::cast)
                .map(panel -> panel.spec().id()).toList());
    }

    private static GraphPanel panel(LivePage page, String id) {
        return page.node().lookupAll(".graph-panel").stream().map(GraphPanel.class::cast)
                .filter(panel -> panel.spec().id().equals(id)).findFirst().orElseThrow();
    }

    private static MenuItem item(GraphPanel panel, String words) {
        return ((MenuButton) panel.lookup(".icon-menu")).getItems().stream()
                .filter(item -> words.equals(item.getText())).findFirst().orElseThrow();
    }

    @Test
    void theMapIsReadSelectedAndMovedAsTheGraphsAre() throws Exception {
        FullRun run = new FullRun();
        LiveViewModel model = new LiveViewModel(texts);
        Stage[] stage = new Stage[1];
        LivePage page = Screens.call(() -> {
            LivePage made = new LivePage(model, texts, new LivePage.Surroundings(run, layout, _ -> { }, () -> { }));
            stage[0] = Screens.show(new StackPane(made.node()), Appearance.DARK);
            return made;
        });
        try {
            for (int second = 0; second < 65; second++) {
                Screens.run(() -> {
                    run.play(1);
                    model.update(new LiveState.Attached(4711, run.feed()));
                });
            }
            Screens.run(page::refresh);
            open(page, "Memory map");
            Screens.run(page::writeTexts);
            Screens.settle(stage[0]);
            Node stack = page.node().lookup(".stacked .pixel-pane");
            Node heat = page.node().lookup(".size-map .pixel-pane");

            on(stack, MouseEvent.MOUSE_MOVED, 0.4, 0);
            Screens.settle(stage[0]);
            assertThat(readout(stack)).contains("free 2", "largest hole 6", "programs 141");
            assertThat(readout(heat)).startsWith("most often from 32");
            Screens.run(() -> model.mark());
            Screens.write(stage[0], "live-map-read", Appearance.DARK);

            on(heat, MouseEvent.MOUSE_PRESSED, 0.5, 1);
            on(heat, MouseEvent.MOUSE_DRAGGED, 0.6, 1);
            on(heat, MouseEvent.MOUSE_DRAGGED, 0.75, 1);
            on(heat, MouseEvent.MOUSE_RELEASED, 0.75, 1);
            long minute = 60_000_000_000L;
            assertThat(model.view().to() - model.view().from()).isBetween(minute * 24 / 100, minute * 26 / 100);
            on(heat, MouseEvent.MOUSE_CLICKED, 0.5, 2);
            assertThat(model.view().following()).isTrue();

            Screens.run(stack::requestFocus);
            long from = model.view().from();
            new FxRobot().type(KeyCode.LEFT);
            assertThat(model.view().from()).isLessThan(from);
            assertThat(Screens.call(() -> stack.isFocusTraversable() && heat.isFocusTraversable())).isTrue();
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    @Test
    void theLargestHoleIsALineFromTheTop() throws Exception {
        FullRun run = new FullRun().play(65);
        LiveViewModel model = new LiveViewModel(texts);
        StackedGraph graph = Screens.call(() -> new StackedGraph(model.view(), model.marks(), texts));
        Stage stage = Screens.call(() -> Screens.show(new StackPane(graph), Appearance.DARK));
        try {
            Screens.run(() -> {
                model.update(new LiveState.Attached(4711, run.feed()));
                graph.show(run.feed());
                graph.describe();
                model.view().point(TimeView.NOWHERE);
            });
            Screens.settle(stage);

            Region square = (Region) graph.lookup(".part-hole");
            Paint line = Screens.call(() -> square.getBackground().getFills().getFirst().getFill());
            Bounds plot = Screens.call(() -> graph.lookup(".graph-plot").localToScene(
                    graph.lookup(".graph-plot").getLayoutBounds()));
            PixelReader pixels = Screens.call(() -> stage.getScene().snapshot(null).getPixelReader());
            // A mark may stand in one of these places.
            List<Integer> rows = IntStream.of(30, 50, 70).mapToObj(percent -> {
                int x = (int) (plot.getMinX() + plot.getWidth() * percent / 100);
                return IntStream.range((int) plot.getMinY(), (int) plot.getMaxY())
                        .filter(y -> pixels.getColor(x, y).equals(line)).boxed().toList();
            }).max(Comparator.comparingInt(List::size)).orElseThrow();
            double share = (rows.getFirst() - plot.getMinY()) / plot.getHeight();
            assertThat(share).isBetween(0.135, 0.155);
            assertThat(rows.size()).isBetween(1, 3);
            assertThat(graph.lookupAll(".legend .label")).extracting(each -> ((Label) each).getText())
                    .anyMatch(words -> words.startsWith("largest hole 60"))
                    .anyMatch(words -> words.equals("other memory 620\u00a0MB"));
        } finally {
            Screens.run(stage::close);
        }
    }

    private static void on(Node node, EventType<MouseEvent> type, double share, int clicks) throws InterruptedException {
        Screens.run(() -> {
            Bounds place = node.localToScene(node.getLayoutBounds());
            double x = place.getMinX() + place.getWidth() * share;
            node.fireEvent(new MouseEvent(type, x, place.getCenterY(), 0, 0, MouseButton.PRIMARY, clicks, false, false,
                    false, false, true, false, false, false, false, true, null));
        });
    }

    private static String readout(Node plot) throws InterruptedException {
        return Screens.call(() -> {
            Label readout = (Label) plot.lookup(".graph-readout");
            return readout.isVisible() ? readout.getText() : "";
        });
    }

    @Test
    void everyTileHasAGraphThatCanBeShown() {
        List<String> all = GraphCatalog.all().stream().map(GraphSpec::id).toList();

        assertThat(KeyFigures.Kind.values()).allSatisfy(kind -> {
            assertThat(all).contains(kind.graph());
            assertThat(GraphCatalog.find(kind.graph(), Optional.empty()).orElseThrow().metrics()).contains(kind.metric());
        });
    }

    @ParameterizedTest
    @EnumSource(Dashboard.View.class)
    void aTileLeadsToItsGraphFromEveryView(Dashboard.View view) throws Exception {
        FullRun run = new FullRun().play(20);
        LiveViewModel model = new LiveViewModel(texts);
        List<String> others = List.of("rates", "parts", "frames", "heap", "large", "address", "quarantine", "threads");
        Stage[] stage = new Stage[1];
        LivePage page = Screens.call(() -> {
            LivePage made = new LivePage(model, texts, new LivePage.Surroundings(run, layout, _ -> { }, () -> { }));
            stage[0] = Screens.show(new StackPane(made.node()), Appearance.DARK);
            stage[0].setHeight(640);
            model.update(new LiveState.Attached(4711, run.feed()));
            made.refresh();
            return made;
        });
        try {
            Screens.settle(stage[0]);
            List<KeyTile> tiles = Screens.call(() -> page.node().lookupAll(".key-tile").stream()
                    .map(KeyTile.class::cast).toList());
            for (KeyFigures.Kind kind : KeyFigures.Kind.values()) {
                Screens.run(() -> layout.set(layout.get().withGraphs(others)));
                open(page, texts.of("ui.live.view." + view.key()));
                Screens.settle(stage[0]);

                Screens.run(tiles.get(kind.ordinal())::fire);
                Screens.settle(stage[0]);

                assertThat(layout.get().graphs()).hasSize(others.size() + 1).endsWith(kind.graph());
                Screens.run(() -> {
                    GraphPanel panel = page.node().lookupAll(".graph-panel").stream().map(GraphPanel.class::cast)
                            .filter(each -> each.spec().id().equals(kind.graph())).findFirst().orElseThrow();
                    Node seen = page.node().lookup(".page-scroll");
                    Bounds room = seen.localToScene(seen.getLayoutBounds());
                    Bounds place = panel.localToScene(panel.getLayoutBounds());
                    assertThat(place.getMinY()).as(kind.graph()).isGreaterThanOrEqualTo(room.getMinY() - 0.5);
                    assertThat(place.getMaxY()).as(kind.graph()).isLessThanOrEqualTo(room.getMaxY() + 0.5);
                    assertThat(page.node().lookup(".graphs").getLayoutBounds().getWidth()).as("no scrolling sideways")
                            .isLessThanOrEqualTo(room.getWidth());
                    assertThat(panel.graph().isFocused()).isTrue();
                    assertThat(panel.getPseudoClassStates()).extracting(PseudoClass::getPseudoClassName)
                            .contains("found");
                });
            }
            Screens.write(stage[0], "live-found", Appearance.DARK);
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    private static void open(LivePage page, String view) throws InterruptedException {
        Screens.run(() -> page.node().lookupAll(".segmented-button .toggle-button").stream()
                .map(ToggleButton.class::cast).filter(button -> button.getText().equals(view))
                .forEach(ToggleButton::fire));
    }
}
