package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.ui.Page;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Tiles, then graphs on one time axis; words when there is nothing to draw. */
public final class LivePage implements Page {

    private static final long TEXT_PERIOD_NANOS = 250_000_000;

    private final LiveViewModel model;
    private final Texts texts;
    private final Consumer<LiveState> nextStep;
    private final StackPane root = new StackPane();
    private final BorderPane dashboard = new BorderPane();
    private final VBox words = new VBox();
    private final Label banner = new Label();
    private final AlertBar alerts = new AlertBar();
    private final Map<KeyFigures.Kind, KeyTile> tiles = new EnumMap<>(KeyFigures.Kind.class);
    private final GraphBoard board;
    private final Map<TimeView.Span, ToggleButton> spans = new EnumMap<>(TimeView.Span.class);
    private final ToggleButton pause = new ToggleButton();
    private final Button follow = new Button();
    private long textsWritten;

    /**
     * @param nextStep does what a state's button offers
     */
    public LivePage(LiveViewModel model, Texts texts, Consumer<LiveState> nextStep) {
        this.model = model;
        this.texts = texts;
        this.nextStep = nextStep;
        board = new GraphBoard(LiveViewModel.GRAPHS, model.view(), model.marks(), texts);
        root.getStyleClass().add("live-page");
        dashboard.setTop(new VBox(alerts, toolbar(), tileRow()));
        dashboard.setCenter(board);
        words.getStyleClass().add("empty-state");
        words.setAlignment(Pos.CENTER);
        root.getChildren().addAll(dashboard, words);
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        model.state().addListener((_, _, _) -> showState());
        model.feed().addListener((_, _, feed) -> showFeed(feed));
        model.view().onChange(this::showView);
        showFeed(model.feed().get());
        showState();
        showView();
    }

    @Override
    public String id() {
        return "live";
    }

    @Override
    public Node node() {
        return root;
    }

    /** Draws what came since the last call; called at the rate chosen, while the page shows. */
    @Override
    public void refresh() {
        boolean had = dashboard.isVisible();
        model.advance();
        if (!model.hasGraphs()) {
            return;
        }
        if (!had) {
            showState();
        }
        long now = System.nanoTime();
        if (now - textsWritten >= TEXT_PERIOD_NANOS) {
            textsWritten = now;
            alerts.show(model.alerts());
            writeTexts();
        }
    }

    /** Brings tiles and headers up to date at once. */
    public void writeTexts() {
        List<KeyFigure> figures = model.keyFigures();
        for (int i = 0; i < figures.size(); i++) {
            tiles.get(KeyFigures.Kind.values()[i]).show(figures.get(i));
        }
        board.describe();
    }

    private void showFeed(@Nullable Feed feed) {
        board.show(feed);
        tiles.forEach((kind, tile) -> tile.startSpark(model.past(kind, KeyTile.SPARK_SAMPLES, TEXT_PERIOD_NANOS)));
    }

    private Node toolbar() {
        SegmentedButton ranges = new SegmentedButton();
        ranges.getStyleClass().add("ranges");
        ToggleGroup group = new ToggleGroup();
        ranges.setToggleGroup(group);
        for (TimeView.Span span : TimeView.Span.values()) {
            ToggleButton button = new ToggleButton(texts.of("ui.live.span." + span.name().toLowerCase(java.util.Locale.ROOT)));
            button.setTooltip(new Tooltip(texts.of("ui.live.span.tip", span.ordinal() + 1)));
            button.setOnAction(_ -> model.view().show(span));
            spans.put(span, button);
            ranges.getButtons().add(button);
        }
        pause.setGraphic(new Icon("pause"));
        pause.setText(texts.of("ui.live.pause"));
        pause.setTooltip(new Tooltip(texts.of("ui.live.pause.tip")));
        pause.setOnAction(_ -> model.view().pause(pause.isSelected()));
        Button mark = new Button(texts.of("ui.live.mark"), new Icon("flag"));
        mark.setTooltip(new Tooltip(texts.of("ui.live.mark.tip")));
        mark.setOnAction(_ -> model.mark());
        follow.setText(texts.of("ui.live.follow"));
        follow.setGraphic(new Icon("follow"));
        follow.setTooltip(new Tooltip(texts.of("ui.live.follow.tip")));
        follow.setOnAction(_ -> model.view().follow());
        banner.getStyleClass().add("live-banner");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(banner, space, follow, ranges, pause, mark);
        bar.getStyleClass().add("toolbar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node tileRow() {
        GridPane row = new GridPane();
        row.getStyleClass().add("tiles");
        KeyFigures.Kind[] kinds = KeyFigures.Kind.values();
        for (KeyFigures.Kind kind : kinds) {
            KeyTile tile = new KeyTile(texts.of("ui.tile." + kind.key()), texts.of("ui.tile." + kind.key() + ".help"),
                    kind.fromZero());
            tile.getStyleClass().add("tile-" + kind.graph());
            tile.setOnAction(_ -> board.reveal(kind.graph()));
            tiles.put(kind, tile);
            row.add(tile, kind.ordinal(), 0);
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / kinds.length);
            row.getColumnConstraints().add(column);
        }
        return row;
    }

    private void showState() {
        boolean drawing = model.hasGraphs();
        dashboard.setVisible(drawing);
        words.setVisible(!drawing);
        LiveState state = model.state().get();
        if (drawing) {
            banner.setText(model.banner());
            banner.setGraphic(Icon.of(state.severity()));
            return;
        }
        Icon icon = Icon.of(state.severity());
        icon.getStyleClass().add("empty-icon");
        Label title = new Label(model.title());
        title.getStyleClass().add("empty-title");
        title.setWrapText(true);
        Label advice = new Label(model.advice());
        advice.getStyleClass().add("empty-text");
        advice.setWrapText(true);
        words.getChildren().setAll(icon, title, advice);
        String step = texts.orElse("ui.live.state." + state.key() + ".step", "");
        if (!step.isEmpty()) {
            Button button = new Button(step);
            button.getStyleClass().add("primary");
            button.setOnAction(_ -> nextStep.accept(model.state().get()));
            words.getChildren().add(button);
        }
    }

    private void showView() {
        TimeView view = model.view();
        spans.forEach((span, button) -> button.setSelected(span == view.span()));
        pause.setSelected(view.paused());
        boolean away = !view.following();
        follow.setVisible(away);
        follow.setManaged(away);
    }

    private void onKey(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case SPACE -> model.view().pause(!model.view().paused());
            case M -> model.mark();
            case DIGIT1, NUMPAD1 -> model.view().show(TimeView.Span.MINUTE);
            case DIGIT2, NUMPAD2 -> model.view().show(TimeView.Span.FIVE_MINUTES);
            case DIGIT3, NUMPAD3 -> model.view().show(TimeView.Span.FIFTEEN_MINUTES);
            case DIGIT4, NUMPAD4 -> model.view().show(TimeView.Span.HOUR);
            case DIGIT5, NUMPAD5 -> model.view().show(TimeView.Span.ALL);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
