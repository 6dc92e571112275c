package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
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
    private final List<Rectangle> swatches = new ArrayList<>();
    private final List<Label> nows = new ArrayList<>();
    private final Label name = new Label();
    private final Label summary = new Label();
    private final HBox header = new HBox();
    private final Text measure = new Text();
    private final Button help = new Button();
    private final Tooltip explanation = new Tooltip();
    private final SampleHistory.Range range = new SampleHistory.Range();
    private @Nullable Feed feed;
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
        Label now = new Label();
        now.getStyleClass().add("graph-now");
        swatches.add(swatch);
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
        CheckMenuItem logarithmic = new CheckMenuItem(texts.of("ui.graph.log"));
        logarithmic.setOnAction(_ -> graph.setLogarithmic(logarithmic.isSelected()));
        MenuButton menu = new MenuButton(null, new Icon("more"), logarithmic);
        menu.getStyleClass().addAll("quiet", "icon-menu");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setAccessibleText(texts.of("ui.graph.menu", title));
        menu.setTooltip(new Tooltip(texts.of("ui.graph.menu", title)));
        return menu;
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
            if (!graph.seriesColour(i).equals(swatches.get(i).getFill())) {
                swatches.get(i).setFill(graph.seriesColour(i));
            }
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
