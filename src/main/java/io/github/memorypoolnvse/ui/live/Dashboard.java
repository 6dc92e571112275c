package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.ArrowChoice;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/**
 * What a run reported, of a game that runs or of a session that was recorded: its graphs, its memory map, its
 * threads, and what the plugin says. The tools that choose what of it is seen are a bar of their own.
 */
public final class Dashboard extends StackPane {

    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final Map<KeyCode, TimeView.Span> SPAN_KEYS = Map.of(
            KeyCode.DIGIT1, TimeView.Span.MINUTE, KeyCode.NUMPAD1, TimeView.Span.MINUTE,
            KeyCode.DIGIT2, TimeView.Span.FIVE_MINUTES, KeyCode.NUMPAD2, TimeView.Span.FIVE_MINUTES,
            KeyCode.DIGIT3, TimeView.Span.FIFTEEN_MINUTES, KeyCode.NUMPAD3, TimeView.Span.FIFTEEN_MINUTES,
            KeyCode.DIGIT4, TimeView.Span.HOUR, KeyCode.NUMPAD4, TimeView.Span.HOUR,
            KeyCode.DIGIT5, TimeView.Span.ALL, KeyCode.NUMPAD5, TimeView.Span.ALL);

    /** What of a run can be looked at. */
    public enum View {
        GRAPHS, MAP, THREADS, PLUGIN;

        /** Names its texts: {@code ui.live.view.KEY}. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final LiveViewModel model;
    private final ObjectProperty<DashboardLayout> layout;
    private final RunDetails source;
    private final Texts texts;
    private final GraphBoard board;
    private final MemoryMap map;
    private final ThreadsPane threads;
    private final DetailsPane details;
    private final GraphMenu graphMenu;
    private final Map<TimeView.Span, ToggleButton> spans = new EnumMap<>(TimeView.Span.class);
    private final Map<View, ToggleButton> viewButtons = new EnumMap<>(View.class);
    private final Button follow = new Button();
    private final String followWords;
    private final HBox tools = new HBox();
    private final ReadOnlyObjectWrapper<View> view = new ReadOnlyObjectWrapper<>(View.GRAPHS);

    /**
     * @param layout read, followed and set
     * @param views what can be looked at, in this order; graphs among them
     * @param source asked for what is not in the samples, when it is looked at
     */
    public Dashboard(LiveViewModel model, ObjectProperty<DashboardLayout> layout, List<View> views, RunDetails source,
            Texts texts) {
        this.model = model;
        this.layout = layout;
        this.source = source;
        this.texts = texts;
        board = new GraphBoard(specs(), model.view(), model.marks(), layout, texts);
        map = new MemoryMap(model.view(), model.marks(), texts);
        threads = new ThreadsPane(model.view(), model.marks(), texts);
        details = new DetailsPane(texts);
        graphMenu = new GraphMenu(layout, texts);
        getChildren().setAll(board);
        followWords = texts.of(model.view().returnsToAll() ? "ui.live.whole" : "ui.live.follow");
        fillTools(views);
        model.feed().addListener((_, _, feed) -> showFeed(feed));
        model.view().onMove(this::showSpan);
        layout.addListener((_, before, after) -> {
            if (!before.shownGraphs().equals(after.shownGraphs())) {
                arrange();
            }
        });
        showFeed(model.feed().get());
        showSpan();
        setRoomy(true);
    }

    /** Views, graphs and ranges to choose from; a page may add its own. */
    public HBox tools() {
        return tools;
    }

    /** Whether the tools have room for words beside their icons. */
    public void setRoomy(boolean roomy) {
        follow.setText(roomy ? followWords : null);
        graphMenu.setRoomy(roomy);
        tools.pseudoClassStateChanged(NARROW, !roomy);
    }

    /** Brings the words and tables of what is looked at up to date; twice a second is enough. */
    public void describe() {
        switch (view.get()) {
            case GRAPHS -> board.describe();
            case MAP -> map.describe();
            case THREADS -> threads.refresh(source.threads());
            case PLUGIN -> details.refresh(source.details());
        }
    }

    /** Leads to a graph, whatever is looked at and whether or not it was chosen. */
    void reveal(String id) {
        List<String> shown = layout.get().shownGraphs();
        if (!shown.contains(id)) {
            layout.set(layout.get().withGraphs(Stream.concat(shown.stream(), Stream.of(id)).toList()));
        }
        look(View.GRAPHS);
        applyCss();
        layout();
        board.reveal(id);
    }

    /** Leads the keys to what is looked at. */
    void takeFocus() {
        if (view.get() == View.GRAPHS) {
            board.takeFocus();
        } else {
            requestFocus();
        }
    }

    /** Does what a key says, anywhere on the page but where it is typed. */
    public void onKey(KeyEvent event) {
        TimeView.Span span = SPAN_KEYS.get(event.getCode());
        boolean typed = event.getTarget() instanceof TextInputControl;
        if (span != null && !typed && !event.isShortcutDown() && !event.isAltDown()) {
            model.view().show(span);
            event.consume();
        }
    }

    private void fillTools(List<View> views) {
        boolean over = model.view().returnsToAll();
        follow.setAccessibleText(followWords);
        follow.setGraphic(new Icon("follow"));
        follow.setTooltip(new Tooltip(texts.of(over ? "ui.live.whole.tip" : "ui.live.follow.tip")));
        follow.setOnAction(_ -> model.view().follow());
        tools.getStyleClass().add("toolbar-part");
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getChildren().setAll(follow, views(views), graphMenu, ranges());
        ArrowChoice.in(tools);
    }

    private Node ranges() {
        SegmentedButton ranges = new SegmentedButton();
        ranges.getStyleClass().add("ranges");
        ranges.setToggleGroup(new ToggleGroup());
        for (TimeView.Span span : TimeView.Span.values()) {
            ToggleButton button = new ToggleButton(texts.of("ui.live.span." + span.name().toLowerCase(Locale.ROOT)));
            button.setTooltip(new Tooltip(texts.of("ui.live.span.tip", span.ordinal() + 1)));
            button.setOnAction(_ -> model.view().show(span));
            spans.put(span, button);
            ranges.getButtons().add(button);
        }
        return ranges;
    }

    private Node views(List<View> offered) {
        SegmentedButton buttons = new SegmentedButton();
        buttons.setToggleGroup(new ToggleGroup());
        for (View each : offered) {
            ToggleButton button = new ToggleButton(texts.of("ui.live.view." + each.key()));
            button.setTooltip(new Tooltip(texts.of("ui.live.view." + each.key() + ".tip")));
            button.setSelected(each == view.get());
            button.setOnAction(_ -> look(each));
            viewButtons.put(each, button);
            buttons.getButtons().add(button);
        }
        return buttons;
    }

    /** What is looked at. */
    ReadOnlyObjectProperty<View> view() {
        return view.getReadOnlyProperty();
    }

    /** Brings a view to the front. */
    void look(View chosen) {
        view.set(chosen);
        viewButtons.get(chosen).setSelected(true);
        getChildren().setAll(switch (chosen) {
            case GRAPHS -> board;
            case MAP -> map;
            case THREADS -> threads;
            case PLUGIN -> details;
        });
        graphMenu.setDisable(chosen != View.GRAPHS);
        describe();
    }

    private void showFeed(@Nullable Feed feed) {
        board.arrange(specs());
        board.show(feed);
        map.show(feed);
        threads.show(feed, source.firstThreads());
        details.show(feed);
        graphMenu.show(feed);
        describe();
    }

    private void arrange() {
        board.arrange(specs());
        board.describe();
        graphMenu.fill();
    }

    private void showSpan() {
        TimeView shown = model.view();
        spans.forEach((span, button) -> button.setSelected(span == shown.span()));
        follow.setVisible(!shown.atHome());
        follow.setManaged(!shown.atHome());
    }

    private List<GraphSpec> specs() {
        Optional<Feed> feed = Optional.ofNullable(model.feed().get());
        return layout.get().shownGraphs().stream().map(id -> GraphCatalog.find(id, feed)).flatMap(Optional::stream)
                .toList();
    }
}
