package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Recording;
import io.github.memorypoolnvse.ui.live.Alert;
import io.github.memorypoolnvse.ui.live.AlertBar;
import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.event.Event;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;

/**
 * The window's frame: navigation at the left, the warnings that hold, one page, a status bar. A page is made when it is
 * first shown.
 */
public final class Shell {

    /**
     * A page that may be shown.
     *
     * @param id as {@link Page#id()}
     * @param make makes it, once
     */
    public record Entry(String id, Supplier<? extends Page> make) {
    }

    private static final String LIVE = "live";

    private final List<Entry> entries;
    private final Texts texts;
    private final BorderPane root = new BorderPane();
    private final BorderPane desk = new BorderPane();
    private final AlertBar alerts;
    private List<Alert> holding = List.of();
    private final Map<String, Page> made = new HashMap<>();
    private final Map<String, ToggleButton> buttons = new HashMap<>();
    private final Label game = new Label();
    private final Label plugin = new Label();
    private final Label recording = new Label();
    private final StatusBar status = new StatusBar();
    private final WorkStatus work;
    private Consumer<String> opened = _ -> { };
    private @Nullable Page front;
    private @Nullable Node focusBeforeHelp;

    public Shell(List<Entry> entries, Texts texts) {
        this.entries = List.copyOf(entries);
        this.texts = texts;
        VBox navigation = new VBox();
        navigation.getStyleClass().add("navigation");
        ToggleGroup group = new ToggleGroup();
        int number = 1;
        for (Entry entry : entries) {
            String title = texts.of("ui.page." + entry.id());
            ToggleButton button = new ToggleButton(title, new Icon(entry.id()));
            button.setToggleGroup(group);
            button.setTooltip(new Tooltip(texts.of("ui.page.tip", title, number++)));
            button.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
            button.setOnAction(_ -> open(entry.id()));
            buttons.put(entry.id(), button);
            navigation.getChildren().add(button);
        }
        ArrowChoice.in(navigation);
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        navigation.getChildren().addAll(space, helpButton());
        alerts = new AlertBar(wayTo(LIVE));
        desk.setTop(alerts);
        status.setText("");
        status.setFocusTraversable(false);
        game.getStyleClass().add("status-item");
        plugin.getStyleClass().add("status-item");
        recording.getStyleClass().add("status-item");
        plugin.setMinWidth(Region.USE_PREF_SIZE);
        recording.setMinWidth(Region.USE_PREF_SIZE);
        showRecording(new Recording.None());
        status.getLeftItems().addAll(game, plugin, recording);
        work = new WorkStatus(texts);
        status.getRightItems().add(work);
        root.getStyleClass().add("shell");
        root.setLeft(navigation);
        root.setCenter(desk);
        root.setBottom(status);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::onHelpKey);
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    private Button helpButton() {
        Button help = new Button(texts.of("ui.help.open"), new Icon("help"));
        help.setTooltip(new Tooltip(texts.of("ui.help.open.tip")));
        help.setMaxWidth(Double.MAX_VALUE);
        help.setOnAction(_ -> {
            if (helps()) {
                closeHelp();
            } else {
                openHelp();
            }
        });
        return help;
    }

    private Button wayTo(String id) {
        Button way = new Button(texts.of("ui.alert.show"));
        way.setOnAction(_ -> open(id));
        ToggleButton page = buttons.get(id);
        if (page != null) {
            way.setTooltip(new Tooltip(page.getTooltip().getText()));
        }
        return way;
    }

    public Parent root() {
        return root;
    }

    /** Brings a page to the front. */
    public void open(String id) {
        closeHelp();
        Page page = made.computeIfAbsent(id, this::make);
        buttons.get(id).setSelected(true);
        if (page != front) {
            front = page;
            opened.accept(id);
            desk.setCenter(page.node());
            alerts.offerMore(!id.equals(LIVE) && has(LIVE));
            showAlerts(holding);
            page.shown();
            page.refresh();
        }
    }

    /** Whether the help stands in the page's place. */
    boolean helps() {
        return desk.getCenter() instanceof HelpPane;
    }

    private void openHelp() {
        Page page = front;
        if (page != null) {
            focusBeforeHelp = root.getScene().getFocusOwner();
            HelpPane help = new HelpPane(page.id(), texts, this::closeHelp);
            desk.setCenter(help);
            help.focus();
        }
    }

    private void closeHelp() {
        Page page = front;
        if (page != null && helps()) {
            desk.setCenter(page.node());
            Node before = focusBeforeHelp;
            if (before != null && before.getScene() != null) {
                before.requestFocus();
            }
            focusBeforeHelp = null;
        }
    }

    private void onHelpKey(KeyEvent event) {
        if (event.getCode() == KeyCode.F1 && !helps()) {
            openHelp();
        } else if (helps() && (event.getCode() == KeyCode.F1 || event.getCode() == KeyCode.ESCAPE)) {
            closeHelp();
        } else {
            return;
        }
        event.consume();
    }

    private Page make(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow().make().get();
    }

    /** Tells which page came to the front. */
    public void onOpen(Consumer<String> listener) {
        opened = listener;
    }

    /** Whether there is such a page. */
    public boolean has(String id) {
        return buttons.containsKey(id);
    }

    /** The page in front, or null before the first. */
    public @Nullable Page front() {
        return front;
    }

    /** Shows the warnings that hold now, whatever page is in front; on the Live page none that it tells itself. */
    public void showAlerts(List<Alert> held) {
        holding = held;
        boolean live = front != null && front.id().equals(LIVE);
        alerts.show(live ? held.stream().filter(alert -> !alert.tellsState()).toList() : held);
    }

    /** What the status bar says about the game. */
    public void showGame(Severity severity, String words) {
        if (!words.equals(game.getText())) {
            game.setText(words);
            game.setTooltip(new Tooltip(words));
            game.setGraphic(Icon.of(severity));
        }
    }

    /** What the status bar says about the plugin. */
    public void showPlugin(String words) {
        plugin.setText(words);
    }

    /** What the status bar says of recording: that it runs, or why it stopped. */
    public void showRecording(Recording now) {
        recording.setVisible(now instanceof Recording.Running || now instanceof Recording.Failed);
        if (now instanceof Recording.Failed failed) {
            recording.setText(texts.of("ui.status.recording.failed"));
            recording.setGraphic(Icon.of(Severity.BAD));
            recording.setTooltip(new Tooltip(new FaultWords(texts).notice(failed.cause()).text()));
        } else {
            recording.setText(texts.of("ui.status.recording"));
            recording.setGraphic(new Icon("record"));
            recording.setTooltip(null);
        }
    }

    /** What the status bar says about work in the background, oldest first. */
    void showWork(List<LongWork> going) {
        work.show(going);
    }

    /** A page's keys hold wherever the focus is, in the navigation too. */
    private void passOn(KeyEvent event) {
        Page page = front;
        if (page == null || helps()) {
            return;
        }
        for (Node at = event.getTarget() instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at == page.node()) {
                return;
            }
        }
        Event.fireEvent(page.node(), event.copyFor(page.node(), page.node()));
    }

    private void onKey(KeyEvent event) {
        passOn(event);
        if (!event.isShortcutDown() || !event.getCode().isDigitKey()) {
            return;
        }
        int index = event.getCode().ordinal() - KeyCode.DIGIT1.ordinal();
        if (index >= 0 && index < entries.size()) {
            open(entries.get(index).id());
            event.consume();
        }
    }
}
