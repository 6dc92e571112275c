package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.ExportFormat;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionComparison;
import io.github.memorypoolnvse.ui.NoticeBar;
import io.github.memorypoolnvse.ui.Page;
import io.github.memorypoolnvse.ui.live.Dashboard;
import io.github.memorypoolnvse.ui.live.DashboardLayout;
import io.github.memorypoolnvse.ui.live.PropertyWords;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** A list of what was recorded, and the selected session in the same graphs as the live page. */
public final class SessionsPage implements Page {

    private static final List<Dashboard.View> VIEWS = List.of(Dashboard.View.values());
    /** Below this width the tools show their icons alone. */
    private static final double ROOMY = 820;

    private final SessionsViewModel model;
    private final Texts texts;
    private final BorderPane root = new BorderPane();
    private final SessionList list;
    private final TextField name = new TextField();
    private final TextArea notes = new TextArea();
    private final Label facts = new Label();
    private final Label verdict = new Label();
    private final Label evidence = new Label();
    private final Label settings = new Label();
    private final BorderPane reading = new BorderPane();
    private final VBox empty = new VBox();
    private final ComparisonPane compared;
    private final NoticeBar offer;
    private final NoticeBar notice;
    private final Dashboard board;
    private String described = "";
    private boolean moved;

    /**
     * @param layout how a person arranged the graphs here and on the Live page: read, followed and set
     */
    public SessionsPage(SessionsViewModel model, ObjectProperty<DashboardLayout> layout, Texts texts) {
        this.model = model;
        this.texts = texts;
        board = new Dashboard(model.graphs(), layout, VIEWS, model, texts);
        root.getStyleClass().add("sessions-page");
        compared = new ComparisonPane(texts, model.words());
        list = new SessionList(model, root, texts);
        root.setLeft(list);
        root.setCenter(new StackPane(readingPart(), emptyPart(), compared));
        offer = new NoticeBar(texts);
        notice = new NoticeBar(texts);
        VBox notices = new VBox(offer, notice);
        notices.getChildren().forEach(each -> VBox.setMargin(each, new Insets(8, 8, 0, 8)));
        root.setTop(notices);
        model.selected().addListener((_, _, shown) -> showSelected(shown));
        model.graphs().view().onMove(() -> moved = true);
        model.notice().addListener((_, _, shown) -> notice.show(shown));
        model.comparison().shown().addListener((_, _, shown) -> showComparison(shown));
        model.comparison().fault().addListener((_, _, told) -> notice.show(told));
        model.offer().addListener((_, _, shown) -> offer.show(shown, undoButton(), dismissButton()));
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        showSelected(null);
        showComparison(null);
    }

    @Override
    public String id() {
        return "sessions";
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void refresh() {
        if (moved) {
            moved = false;
            board.describe();
        }
    }

    @Override
    public void shown() {
        model.openNewest();
    }

    private Node readingPart() {
        name.setPromptText(texts.of("ui.sessions.name.prompt"));
        name.setAccessibleText(texts.of("ui.sessions.name"));
        name.setTooltip(new Tooltip(texts.of("ui.sessions.name.tip")));
        name.setOnAction(_ -> describe());
        notes.setPromptText(texts.of("ui.sessions.notes.prompt"));
        notes.setAccessibleText(texts.of("ui.sessions.notes"));
        notes.setTooltip(new Tooltip(texts.of("ui.sessions.notes.tip")));
        notes.setWrapText(true);
        notes.getStyleClass().add("session-notes");
        notes.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveNotes);
        for (Node field : List.of(name, notes)) {
            field.focusedProperty().addListener((_, _, focused) -> {
                if (!focused) {
                    describe();
                }
            });
        }
        HBox.setHgrow(name, Priority.ALWAYS);
        Button export = new Button(texts.of("ui.sessions.export"));
        export.setTooltip(new Tooltip(texts.of("ui.sessions.export.tip")));
        export.setOnAction(_ -> export());
        Button delete = new Button(texts.of("ui.sessions.delete"));
        delete.setTooltip(new Tooltip(texts.of("ui.sessions.delete.tip")));
        delete.setOnAction(_ -> model.delete());
        HBox first = new HBox(name, export, delete);
        first.getStyleClass().add("row");
        facts.getStyleClass().add("text-muted");
        facts.setWrapText(true);
        verdict.setWrapText(true);
        evidence.setWrapText(true);
        settings.getStyleClass().addAll("text-muted", "text-small");
        settings.setWrapText(true);
        HBox tools = board.tools();
        reading.widthProperty().addListener((_, _, width) -> board.setRoomy(width.doubleValue() >= ROOMY));
        VBox words = new VBox(verdict, evidence, facts, settings);
        words.getStyleClass().add("session-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox about = new HBox(words, notes);
        about.getStyleClass().add("row");
        VBox top = new VBox(first, about, tools);
        top.getStyleClass().add("session-head");
        reading.setTop(top);
        reading.setCenter(board);
        return reading;
    }

    private Node emptyPart() {
        Label title = new Label(texts.of("ui.sessions.none"));
        title.getStyleClass().add("empty-title");
        Label text = new Label(texts.of("ui.sessions.none.text"));
        text.getStyleClass().add("empty-text");
        text.setWrapText(true);
        Icon icon = new Icon("sessions");
        icon.getStyleClass().add("empty-icon");
        empty.getStyleClass().add("empty-state");
        empty.setAlignment(Pos.CENTER);
        empty.getChildren().addAll(icon, title, text);
        return empty;
    }

    private void showSelected(@Nullable Session shown) {
        arrange();
        ((Label) empty.getChildren().get(1)).setText(
                texts.of(model.sessions().isEmpty() ? "ui.sessions.none" : "ui.sessions.choose"));
        list.showSelected();
        String id = shown == null ? "" : shown.id();
        if (!id.equals(described)) {
            describe();
            described = id;
            name.setText(shown == null ? "" : shown.name());
            notes.setText(shown == null ? "" : shown.notes());
        }
        if (shown == null) {
            return;
        }
        name.setPromptText(model.words().date(shown));
        facts.setText(model.words().facts(shown));
        Notice how = model.verdict(shown);
        verdict.setText(how.text());
        verdict.setGraphic(Icon.of(how.severity()));
        List<String> reasons = model.evidence(shown);
        evidence.setText(String.join("\n", reasons));
        evidence.setVisible(!reasons.isEmpty());
        evidence.setManaged(!reasons.isEmpty());
        settings.setText(new PropertyWords(texts).sentence(shown.summary().properties()));
    }

    private void showComparison(@Nullable SessionComparison shown) {
        if (shown != null) {
            compared.show(shown);
        }
        arrange();
    }

    /** A comparison, else the session that is open, else what to do. */
    private void arrange() {
        boolean comparing = model.comparison().shown().get() != null;
        boolean open = model.selected().get() != null;
        compared.setVisible(comparing);
        reading.setVisible(!comparing && open);
        empty.setVisible(!comparing && !open);
    }

    /** Keeps what was typed about the session. */
    private void describe() {
        model.describe(described, name.getText(), notes.getText());
    }

    /** Tab leads on, as from every other field. */
    private void leaveNotes(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
            notes.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        }
    }

    private Button undoButton() {
        Button undo = new Button(texts.of("ui.sessions.undo"));
        undo.setTooltip(new Tooltip(texts.of("ui.sessions.undo.tip")));
        undo.setMinWidth(Region.USE_PREF_SIZE);
        undo.setOnAction(_ -> model.takeBack());
        return undo;
    }

    private Button dismissButton() {
        Button dismiss = new Button(null, new Icon("close"));
        dismiss.setAccessibleText(texts.of("ui.sessions.deleted.dismiss"));
        dismiss.setTooltip(new Tooltip(texts.of("ui.sessions.deleted.dismiss.tip")));
        dismiss.setOnAction(_ -> model.dismissOffer());
        return dismiss;
    }

    private void export() {
        Session session = model.selected().get();
        if (session == null || compared.isVisible()) {
            return;
        }
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("ui.sessions.export.tip"));
        chooser.setInitialFileName(session.id() + ".csv");
        Map<FileChooser.ExtensionFilter, ExportFormat> formats = new LinkedHashMap<>();
        for (ExportFormat format : ExportFormat.values()) {
            formats.put(new FileChooser.ExtensionFilter(format.name(), "*" + format.extension()), format);
        }
        chooser.getExtensionFilters().addAll(formats.keySet());
        File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            model.export(file.toPath(), formats.getOrDefault(chooser.getSelectedExtensionFilter(), ExportFormat.CSV));
        }
    }

    private void onKey(KeyEvent event) {
        boolean inText = event.getTarget() instanceof TextInputControl;
        if (event.isShortcutDown() && event.getCode() == KeyCode.E) {
            export();
        } else if (event.getCode() == KeyCode.DELETE && !inText) {
            model.delete();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.Z && !inText) {
            model.takeBack();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            list.focusSearch();
        } else if (event.getCode() == KeyCode.F5) {
            model.refresh();
        } else {
            board.onKey(event);
            return;
        }
        event.consume();
    }
}
