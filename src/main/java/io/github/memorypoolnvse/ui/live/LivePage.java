package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.ui.Page;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.telemetry.GameInstance;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Tiles, then graphs on one time axis; words when there is nothing to draw. */
public final class LivePage implements Page {

    private static final long TEXT_PERIOD_NANOS = 500_000_000;
    /** Below these widths the toolbar's buttons show their icons alone; it needs more with the one that returns to now. */
    private static final double ROOMY = 1180;
    private static final double ROOMY_AWAY = 1290;
    private static final long SPARK_PERIOD_NANOS = 1_000_000_000;

    private final LiveViewModel model;
    private final Texts texts;
    private final Surroundings surroundings;
    private final StackPane root = new StackPane();
    private final BorderPane dashboard = new BorderPane();
    private final VBox words = new VBox();
    private final Label banner = new Label();
    private final HBox stateBar = new HBox();
    private final Map<KeyFigures.Kind, KeyTile> tiles = new EnumMap<>(KeyFigures.Kind.class);
    private final Dashboard board;
    private final GamesMenu games;
    private final ToggleButton pause = new ToggleButton();
    private final Button mark = new Button();
    private boolean fitted;
    private boolean wordy;
    private List<GameInstance> listed = List.of();
    private long textsWritten;
    private long sparked;

    /**
     * What the page needs besides its model.
     *
     * @param watch asked for what is not in the samples
     * @param layout how a person arranged the dashboard: read, followed and set
     * @param nextStep does what a state's button offers
     * @param compact shrinks the window to a strip
     */
    public record Surroundings(Watch watch, ObjectProperty<DashboardLayout> layout, Consumer<LiveState> nextStep,
            Runnable compact) {

        /** Those of a page that stands alone, without a watch. */
        public static Surroundings alone(Consumer<LiveState> nextStep) {
            return new Surroundings(Watch.NOTHING, new SimpleObjectProperty<>(DashboardLayout.STANDARD), nextStep,
                    () -> { });
        }
    }

    public LivePage(LiveViewModel model, Texts texts, Surroundings surroundings) {
        this.model = model;
        this.texts = texts;
        this.surroundings = surroundings;
        board = new Dashboard(model, surroundings.layout(), List.of(Dashboard.View.values()), surroundings.watch(),
                texts);
        board.look(surroundings.layout().get().view());
        model.view().show(surroundings.layout().get().span());
        board.view().addListener((_, _, view) -> keep(layout -> layout.withView(view)));
        games = new GamesMenu(surroundings.watch(), texts);
        root.getStyleClass().add("live-page");
        stateBar.getStyleClass().add("notice");
        stateBar.setAlignment(Pos.CENTER_LEFT);
        VBox.setMargin(stateBar, new Insets(0, 12, 8, 12));
        dashboard.setTop(new VBox(toolbar(), stateBar, tileRow()));
        dashboard.setCenter(board);
        words.getStyleClass().add("empty-state");
        words.setAlignment(Pos.CENTER);
        root.getChildren().addAll(dashboard, words);
        root.widthProperty().addListener(_ -> fitToolbar());
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::onSpace);
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        model.state().addListener((_, _, _) -> showState());
        model.recording().addListener(_ -> showState());
        model.feed().addListener(_ -> startSparks());
        model.view().onMove(this::showView);
        startSparks();
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

    @Override
    public void shown() {
        takeFocus();
    }

    /** Lets the page's keys work at once, unless somebody goes from control to control by keys. */
    private void takeFocus() {
        Scene scene = root.getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        if (scene != null && (owner == null || !owner.isFocusVisible())) {
            board.takeFocus();
        }
    }

    /** Draws what came since the last call; called at the rate chosen, while the page shows. */
    @Override
    public void refresh() {
        boolean had = dashboard.isVisible();
        model.advance();
        if (!model.hasGraphs()) {
            if (!listed.equals(surroundings.watch().instances())) {
                showState();
            }
            return;
        }
        if (!had) {
            showState();
            takeFocus();
        }
        long now = System.nanoTime();
        if (now - textsWritten >= TEXT_PERIOD_NANOS) {
            textsWritten = now;
            games.show(model.state().get().process());
            writeTexts();
        }
    }

    /** Brings tiles and headers up to date at once. */
    public void writeTexts() {
        List<KeyFigure> figures = model.keyFigures();
        long now = System.nanoTime();
        boolean sparkDue = now - sparked >= SPARK_PERIOD_NANOS;
        boolean missed = sparked != 0 && now - sparked >= 3 * SPARK_PERIOD_NANOS;
        sparked = sparkDue ? now : sparked;
        if (missed) {
            startSparks();
        }
        for (int i = 0; i < figures.size(); i++) {
            KeyTile tile = tiles.get(KeyFigures.Kind.values()[i]);
            tile.show(figures.get(i));
            if (sparkDue && !missed) {
                tile.extendSpark(figures.get(i));
            }
        }
        board.describe();
    }

    /** The small lines are only drawn while the page shows; what they missed is in the history. */
    void startSparks() {
        tiles.forEach((kind, tile) -> tile.startSpark(model.past(kind, KeyTile.SPARK_SAMPLES, SPARK_PERIOD_NANOS)));
    }

    private Node toolbar() {
        pause.setGraphic(new Icon("pause"));
        pause.setAccessibleText(texts.of("ui.live.pause"));
        pause.setTooltip(new Tooltip(texts.of("ui.live.pause.tip")));
        pause.setOnAction(_ -> model.view().pause(pause.isSelected()));
        mark.setGraphic(new Icon("flag"));
        mark.setAccessibleText(texts.of("ui.live.mark"));
        mark.setTooltip(new Tooltip(texts.of("ui.live.mark.tip")));
        mark.setOnAction(_ -> model.mark());
        banner.getStyleClass().add("live-banner");
        Button compact = new Button(null, new Icon("compact"));
        compact.setAccessibleText(texts.of("ui.live.compact"));
        compact.setTooltip(new Tooltip(texts.of("ui.live.compact.tip")));
        compact.setOnAction(_ -> surroundings.compact().run());
        HBox words = new HBox(banner, games);
        words.getStyleClass().add("toolbar-part");
        words.setAlignment(Pos.CENTER_LEFT);
        board.tools().getChildren().addAll(pause, mark, compact);
        WrapBar bar = new WrapBar(words, board.tools());
        bar.getStyleClass().add("toolbar");
        fitToolbar();
        return bar;
    }

    private void fitToolbar() {
        boolean roomy = root.getWidth() >= (model.view().following() ? ROOMY : ROOMY_AWAY);
        banner.setText(roomy ? model.banner() : model.status());
        if (fitted && roomy == wordy) {
            return;
        }
        fitted = true;
        wordy = roomy;
        pause.setText(roomy ? texts.of("ui.live.pause") : null);
        mark.setText(roomy ? texts.of("ui.live.mark") : null);
        board.setRoomy(roomy);
    }

    private Node tileRow() {
        GridPane row = new GridPane();
        row.getStyleClass().add("tiles");
        KeyFigures.Kind[] kinds = KeyFigures.Kind.values();
        for (KeyFigures.Kind kind : kinds) {
            KeyTile tile = new KeyTile(texts.of("ui.tile." + kind.key()), texts.of("ui.tile." + kind.key() + ".help"),
                    kind.fromZero(), texts);
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
            fitToolbar();
            banner.setGraphic(Icon.of(state.severity()));
            showStateBar(state);
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
        step().ifPresent(button -> {
            button.getStyleClass().add("primary");
            words.getChildren().add(button);
        });
        listed = surroundings.watch().instances();
        if (listed.size() > 1) {
            words.getChildren().add(gameList());
        }
    }

    /** What to do about a state, in a line above the graphs; nothing while all is well. */
    private void showStateBar(LiveState state) {
        boolean well = state instanceof LiveState.Attached;
        stateBar.setVisible(!well);
        stateBar.setManaged(!well);
        Label advice = new Label(model.advice());
        advice.setWrapText(true);
        HBox.setHgrow(advice, Priority.ALWAYS);
        advice.setMaxWidth(Double.MAX_VALUE);
        stateBar.getChildren().setAll(advice);
        step().ifPresent(button -> {
            button.setMinWidth(Region.USE_PREF_SIZE);
            stateBar.getChildren().add(button);
        });
    }

    /** The button for a state's next step. */
    private Optional<Button> step() {
        String words = model.step();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Button button = new Button(words);
        button.setOnAction(_ -> surroundings.nextStep().accept(model.state().get()));
        return Optional.of(button);
    }

    /** Every running game, where the one looked at has nothing to show. */
    private Node gameList() {
        Label heading = new Label(texts.of("ui.live.games.choose"));
        heading.getStyleClass().add("text-muted");
        HBox buttons = new HBox();
        buttons.getStyleClass().add("row");
        buttons.setAlignment(Pos.CENTER);
        listed.forEach(game -> {
            Button button = new Button(GamesMenu.name(game, texts));
            button.setOnAction(_ -> surroundings.watch().select(game.pid()));
            buttons.getChildren().add(button);
        });
        VBox list = new VBox(heading, buttons);
        list.getStyleClass().add("game-list");
        list.setAlignment(Pos.CENTER);
        return list;
    }

    private void keep(UnaryOperator<DashboardLayout> change) {
        surroundings.layout().set(change.apply(surroundings.layout().get()));
    }

    private void showView() {
        TimeView view = model.view();
        TimeView.Span span = view.span();
        if (span != null && span != surroundings.layout().get().span()) {
            keep(layout -> layout.withSpan(span));
        }
        pause.setSelected(view.paused());
        fitToolbar();
    }

    /** A control that was clicked keeps the focus, but Space is the page's; one the keys led to is pressed by it. */
    private void onSpace(KeyEvent event) {
        boolean clicked = event.getTarget() instanceof Control control && !control.isFocusVisible();
        if (event.getCode() == KeyCode.SPACE && clicked && model.hasGraphs()) {
            onKey(event);
        }
    }

    private void onKey(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case SPACE -> model.view().pause(!model.view().paused());
            case M -> model.mark();
            case C -> surroundings.compact().run();
            default -> {
                board.onKey(event);
                return;
            }
        }
        event.consume();
    }
}
