package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What an address space is full of, over time: parts of a whole stacked on each other, the mean of each column,
 * with the longest free stretch as a line from the top. Same time axis as the graphs.
 */
final class StackedGraph extends VBox {

    /** Bottom to top. The private part holds ours, so ours is taken out of it. */
    private static final List<String> PARTS = List.of("address.image", "address.mapped", "address.private",
            "address.ours", MetricNames.ADDRESS_FREE);

    private final TimeView view;
    private final Texts texts;
    private final PixelPane pane;
    private final List<Label> legend = new ArrayList<>();
    private final SampleHistory.Range range = new SampleHistory.Range();
    private final double[] column = new double[PARTS.size()];
    private @Nullable Feed feed;

    StackedGraph(TimeView view, Texts texts) {
        this.view = view;
        this.texts = texts;
        pane = new PixelPane(this::paint);
        getStyleClass().addAll("graph-panel", "stacked");
        Label title = new Label(texts.of("ui.map.address"));
        title.getStyleClass().add("graph-title");
        VBox names = new VBox();
        names.getStyleClass().add("legend");
        names.setMinWidth(SizeMap.BARS_WIDTH);
        names.setMaxWidth(SizeMap.BARS_WIDTH);
        for (int i = 0; i < PARTS.size(); i++) {
            Region swatch = new Region();
            swatch.getStyleClass().addAll("swatch", "part-" + i);
            Label name = new Label(texts.of("ui.map.part." + PARTS.get(i)), swatch);
            name.getStyleClass().add("graph-part");
            name.setWrapText(true);
            legend.add(name);
            names.getChildren().addFirst(name);
        }
        pane.setAccessibleText(texts.of("ui.map.address"));
        BorderPane plot = new BorderPane(pane);
        plot.setLeft(shares());
        plot.setRight(names);
        HBox header = new HBox(title);
        header.getStyleClass().add("graph-header");
        getChildren().addAll(header, plot);
        setVgrow(plot, Priority.ALWAYS);
        view.onMove(pane::refresh);
    }

    private VBox shares() {
        VBox labels = new VBox();
        labels.getStyleClass().add("size-labels");
        SizeMap.bindGutter(labels);
        for (double share : new double[] {1, 0.5, 0}) {
            Label label = new Label(Unit.SHARE.tick(share, texts.locale()));
            label.getStyleClass().addAll("text-muted", "text-small");
            labels.getChildren().add(label);
            if (share > 0) {
                Region space = new Region();
                setVgrow(space, Priority.ALWAYS);
                labels.getChildren().add(space);
            }
        }
        return labels;
    }

    void show(@Nullable Feed shown) {
        feed = shown;
        pane.refresh();
    }

    /** Writes the newest values beside the names. */
    void describe() {
        Feed shown = feed;
        for (int i = 0; i < PARTS.size(); i++) {
            String name = texts.of("ui.map.part." + PARTS.get(i));
            int part = i;
            Optional<Channel> channel = shown == null ? Optional.empty() : shown.channel(PARTS.get(part));
            String value = channel.map(each -> Unit.BYTES.text(shown.history().newest(each.series()), texts.locale()))
                    .orElse("–");
            legend.get(i).setText(texts.of("ui.map.legend", name, value));
        }
    }

    private void paint(PlotPainter painter, int columns, int rows) {
        painter.clear();
        Feed shown = feed;
        if (shown == null) {
            return;
        }
        SampleHistory history = shown.history();
        int[] series = PARTS.stream().mapToInt(part -> shown.channel(part).map(Channel::series).orElse(-1)).toArray();
        double step = (double) (view.to() - view.from()) / columns;
        for (int x = 0; x < columns; x++) {
            long first = history.firstAtOrAfter(view.from() + (long) (x * step));
            long last = history.firstAtOrAfter(view.from() + (long) ((x + 1) * step));
            if (first >= history.end() || history.timeAt(first) > view.from() + (x + 1) * step + 2e9) {
                continue;
            }
            last = Math.max(last, first + 1);
            double whole = 0;
            for (int i = 0; i < series.length; i++) {
                column[i] = series[i] >= 0 && history.summarize(series[i], first, last, range) ? range.mean() : 0;
            }
            column[2] = Math.max(0, column[2] - column[3]);
            for (double part : column) {
                whole += part;
            }
            double bottom = rows;
            for (int i = 0; i < series.length && whole > 0; i++) {
                double top = bottom - column[i] / whole * rows;
                painter.bar(x, top, bottom, pane.colour(i));
                bottom = top;
            }
        }
    }
}
