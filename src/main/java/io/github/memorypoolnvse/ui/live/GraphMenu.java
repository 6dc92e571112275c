package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Which graphs are shown: those made by hand, and one for every metric of the run. */
final class GraphMenu extends MenuButton {

    private final ObjectProperty<DashboardLayout> layout;
    private final Texts texts;
    private @Nullable Feed feed;

    GraphMenu(ObjectProperty<DashboardLayout> layout, Texts texts) {
        this.layout = layout;
        this.texts = texts;
        getStyleClass().add("graph-choice");
        setAccessibleText(texts.of("ui.live.graphs"));
        setTooltip(new Tooltip(texts.of("ui.live.graphs.tip")));
        setRoomy(true);
        fill();
    }

    void setRoomy(boolean roomy) {
        setText(roomy ? texts.of("ui.live.graphs") : null);
        setGraphic(roomy ? null : new Icon("more"));
    }

    /** Offers the metrics of another run. */
    void show(@Nullable Feed shown) {
        feed = shown;
        fill();
    }

    void fill() {
        List<MenuItem> items = new ArrayList<>();
        for (GraphSpec spec : GraphCatalog.all()) {
            items.add(item(spec.id(), texts.of("ui.graph." + spec.id())));
        }
        Feed shown = feed;
        if (shown != null) {
            Menu every = new Menu(texts.of("ui.live.graphs.every"));
            Function<Channel, String> name = channel -> MetricWords.name(channel.name(), texts, channel.label());
            shown.channels().stream().sorted(Comparator.comparing(name, Collator.getInstance(texts.locale())))
                    .forEach(channel -> every.getItems().add(item("metric." + channel.name(), name.apply(channel))));
            items.add(new SeparatorMenuItem());
            items.add(every);
        }
        MenuItem standard = new MenuItem(texts.of("ui.live.graphs.standard"));
        standard.setOnAction(_ -> layout.set(layout.get().withGraphs(List.of())));
        items.add(standard);
        getItems().setAll(items);
    }

    private CheckMenuItem item(String id, String title) {
        List<String> graphs = layout.get().shownGraphs();
        CheckMenuItem item = new CheckMenuItem(title);
        item.setMnemonicParsing(false);
        item.setSelected(graphs.contains(id));
        item.setOnAction(_ -> {
            List<String> chosen = new ArrayList<>(graphs);
            if (item.isSelected()) {
                chosen.add(id);
            } else {
                chosen.remove(id);
            }
            layout.set(layout.get().withGraphs(chosen));
        });
        return item;
    }
}
