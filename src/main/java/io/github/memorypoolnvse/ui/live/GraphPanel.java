package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** A graph with its header: name, now, and lowest, mean and highest of what is visible. */
final class GraphPanel extends BorderPane {

    private static final double SWATCH = 9;
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final Duration MARKED_OUT = Duration.seconds(2);

    private final GraphSpec spec;
    private final Texts texts;
    private final TimeView view;
    private final LiveGraph graph;
    private final List<Label> nows = new ArrayList<>();
    private final Label name = new Label();
    private final Label summary = new Label();
    private final HBox header = new HBox();
    private final Text measure = new Text();
    private final Button help = new Button();
    private final MenuButton menu = new MenuButton();
    private final CheckMenuItem logarithmic = new CheckMenuItem();
    private final Tooltip explanation = new Tooltip();
    private final SampleHistory.Range range = new SampleHistory.Range();
    private @Nullable Feed feed;
    private @Nullable GraphPanel aimedAt;
    private int[] series = {};
    private final PauseTransition markedOut = new PauseTransition(MARKED_OUT);

    GraphPanel(GraphSpec spec, TimeView view, Marks marks, Texts texts) {
        this.spec = spec;
        this.texts = texts;
        this.view = view;
        graph = new LiveGraph(view, marks, spec.unit(), texts);
        getStyleClass().add("graph-panel");
        String metricName = MetricWords.name(spec.metrics().getFirst(), texts, spec.metrics().getFirst());
        String title = texts.orElse("ui.graph." + spec.id(), metricName);
        graph.setName(title);
        name.setText(title);
        name.getStyleClass().add("graph-title");
        name.setLabelFor(graph);
        header.getChildren().add(name);
        header.getStyleClass().add("graph-header");
        header.setAlignment(Pos.CENTER_LEFT);
        Figures figures = new Figures();
        spec.metrics().forEach(metric -> figures.getChildren().add(figure(metric)));
        header.getChildren().add(figures);
        name.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        summary.getStyleClass().add("graph-summary");
        header.getChildren().addAll(space, summary, help(), menu(title));
        header.widthProperty().addListener(_ -> describe());
        setTop(header);
        setCenter(graph);
        markedOut.setOnFinished(_ -> pseudoClassStateChanged(FOUND, false));
    }

    /** One series: its colour, its name where there are several, and its newest value. */
    private HBox figure(String metric) {
        Rectangle swatch = new Rectangle(SWATCH, SWATCH);
        swatch.getStyleClass().add("graph-swatch");
        int place = (spec.firstColour() - 1 + nows.size()) % LiveGraph.MOST_SERIES;
        swatch.setStyle("-fx-fill: -mp-series-" + (place + 1));
        Label now = new Label();
        now.getStyleClass().add("graph-now");
        nows.add(now);
        HBox figure = new HBox(swatch, now);
        figure.getStyleClass().add("graph-figure");
        figure.setAlignment(Pos.CENTER_LEFT);
        if (spec.metrics().size() > 1) {
            Label part = new Label(texts.orElse("ui.metric." + metric, metric));
            part.getStyleClass().add("graph-part");
            figure.getChildren().add(1, part);
            now.getStyleClass().add("one-of-several");
        }
        return figure;
    }

    private Button help() {
        help.setGraphic(new Icon("help"));
        help.getStyleClass().add("quiet");
        help.setMinWidth(Region.USE_PREF_SIZE);
        explanation.setWrapText(true);
        explanation.setMaxWidth(320);
        help.setTooltip(explanation);
        explain(texts.orElse("ui.graph." + spec.id() + ".help", ""));
        help.setOnAction(_ -> {
            var place = help.localToScreen(help.getWidth(), help.getHeight());
            explanation.show(help, place.getX(), place.getY());
        });
        return help;
    }

    private void explain(String words) {
        explanation.setText(words);
        help.setAccessibleText(texts.of("ui.graph.explain", name.getText()));
        help.setAccessibleHelp(words);
    }

    private MenuButton menu(String title) {
        logarithmic.setText(texts.of("ui.graph.log"));
        logarithmic.setOnAction(_ -> graph.setLogarithmic(logarithmic.isSelected()));
        menu.setGraphic(new Icon("more"));
        menu.getItems().setAll(logarithmic);
        menu.getStyleClass().addAll("quiet", "icon-menu");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setAccessibleText(texts.of("ui.graph.menu", title));
        menu.setTooltip(new Tooltip(texts.of("ui.graph.menu", title)));
        return menu;
    }

    /**
     * Lets its scale and its place among other graphs be chosen: by its menu, by Alt and an arrow, and by dragging
     * its header onto another's place.
     *
     * @param layout read, followed and set
     * @param moved is told the id of a graph that has a new place
     */
    void arrangeBy(ObjectProperty<DashboardLayout> layout, Consumer<String> moved) {
        logarithmic.setOnAction(_ -> layout.set(layout.get().withLogarithmic(spec.id(), logarithmic.isSelected())));
        layout.addListener((_, _, arranged) -> scaleBy(arranged));
        scaleBy(layout.get());
        menu.getItems().addAll(new SeparatorMenuItem(), move("ui.graph.earlier", KeyCode.LEFT, -1, layout, moved),
                move("ui.graph.later", KeyCode.RIGHT, 1, layout, moved));
        header.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> aimAt(panelBelow(event)));
        header.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> {
            GraphPanel other = aimedAt;
            aimAt(null);
            if (other != null && other == panelBelow(event)) {
                layout.set(layout.get().withPlaced(spec.id(), other.spec.id()));
                moved.accept(spec.id());
            }
        });
    }

    /** Shows whose place the header that is dragged would take. */
    private void aimAt(@Nullable GraphPanel other) {
        if (aimedAt != null) {
            aimedAt.pseudoClassStateChanged(FOUND, false);
        }
        aimedAt = other;
        if (other != null) {
            other.pseudoClassStateChanged(FOUND, true);
        }
    }

    private @Nullable GraphPanel panelBelow(MouseEvent event) {
        return getParent().getChildrenUnmodifiable().stream()
                .filter(each -> each != this && each instanceof GraphPanel
                        && each.localToScene(each.getLayoutBounds()).contains(event.getSceneX(), event.getSceneY()))
                .map(GraphPanel.class::cast).findFirst().orElse(null);
    }

    private void scaleBy(DashboardLayout layout) {
        boolean on = layout.logarithmic().contains(spec.id());
        logarithmic.setSelected(on);
        if (on != graph.isLogarithmic()) {
            graph.setLogarithmic(on);
        }
    }

    private MenuItem move(String words, KeyCode key, int by, ObjectProperty<DashboardLayout> layout,
            Consumer<String> moved) {
        Runnable move = () -> {
            if (layout.get().canMove(spec.id(), by)) {
                layout.set(layout.get().withMoved(spec.id(), by));
                moved.accept(spec.id());
            }
        };
        KeyCombination shortcut = new KeyCodeCombination(key, KeyCombination.ALT_DOWN);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (shortcut.match(event)) {
                move.run();
                event.consume();
            }
        });
        MenuItem item = new MenuItem(texts.of(words));
        item.setAccelerator(shortcut);
        item.setOnAction(_ -> move.run());
        menu.showingProperty().addListener(_ -> item.setDisable(!layout.get().canMove(spec.id(), by)));
        return item;
    }

    GraphSpec spec() {
        return spec;
    }

    LiveGraph graph() {
        return graph;
    }

    /** Gives the panel another border for a moment. */
    void markOut() {
        pseudoClassStateChanged(FOUND, true);
        markedOut.playFromStart();
    }

    /** Draws from another feed, or from none. */
    void show(@Nullable Feed shown) {
        feed = shown;
        series = shown == null ? new int[0] : spec.metrics().stream()
                .map(shown::channel).flatMap(java.util.Optional::stream).mapToInt(Channel::series).toArray();
        if (shown != null && GraphCatalog.isSingle(spec)) {
            shown.channel(spec.metrics().getFirst()).ifPresent(channel -> {
                name.setText(MetricWords.name(channel.name(), texts, channel.label()));
                graph.setName(name.getText());
                explain(channel.description());
            });
        }
        graph.show(shown == null ? null : shown.history(), series, spec.firstColour());
        describe();
    }

    /** Writes the header's numbers; twice a second is enough. */
    void describe() {
        Feed shown = feed;
        if (shown == null || series.length == 0) {
            nows.forEach(now -> now.setText(""));
            summary.setText("");
            return;
        }
        SampleHistory history = shown.history();
        for (int i = 0; i < series.length; i++) {
            set(nows.get(i), text(history.newest(series[i])));
        }
        boolean any = history.summarize(series[0], history.firstAtOrAfter(view.from()),
                history.firstAtOrAfter(view.to() + 1), range);
        set(summary, any ? fitting() : "");
        graph.setAccessibleHelp(any ? summary() : "");
    }

    /** As much as there is room for beside the other words, or nothing. */
    private String fitting() {
        double room = header.getWidth() - (header.prefWidth(-1) - summary.prefWidth(-1));
        List<String> offered = series.length > 1 ? List.of(shortSummary()) : List.of(summary(), shortSummary());
        return offered.stream().filter(words -> room >= width(words)).findFirst().orElse("");
    }

    private double width(String words) {
        measure.setFont(summary.getFont());
        measure.setText(words);
        return Math.ceil(measure.getLayoutBounds().getWidth());
    }

    /** Lowest, mean and highest; the unit once if it is the same. */
    private String summary() {
        Unit.Figure min = spec.unit().figure(range.min(), texts.locale());
        Unit.Figure mean = spec.unit().figure(range.mean(), texts.locale());
        Unit.Figure max = spec.unit().figure(range.max(), texts.locale());
        boolean same = min.unit().equals(max.unit()) && mean.unit().equals(max.unit());
        return texts.of("ui.graph.summary", same ? min.number() : min, same ? mean.number() : mean, max);
    }

    /** Lowest and highest, for a header with little room. */
    private String shortSummary() {
        Unit.Figure min = spec.unit().figure(range.min(), texts.locale());
        Unit.Figure max = spec.unit().figure(range.max(), texts.locale());
        return texts.of("ui.graph.range", min.unit().equals(max.unit()) ? min.number() : min, max);
    }

    private String text(double value) {
        return spec.unit().text(value, texts.locale());
    }

    private static void set(Label label, String words) {
        if (!words.equals(label.getText())) {
            label.setText(words);
        }
    }

    /** In one line, or in more where one does not hold them. */
    private static final class Figures extends FlowPane {

        Figures() {
            getStyleClass().add("graph-figures");
        }

        @Override
        protected double computePrefWidth(double height) {
            return getHgap() * (getChildren().size() - 1)
                    + getChildren().stream().mapToDouble(child -> snapSizeX(child.prefWidth(-1))).sum();
        }
    }
}
