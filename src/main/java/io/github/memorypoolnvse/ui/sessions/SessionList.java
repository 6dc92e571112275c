package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.ui.SideList;
import io.github.memorypoolnvse.ui.SideSearch;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The recorded sessions at the side of their page, the newest first, with a search above them. */
final class SessionList extends VBox {

    private final Texts texts;
    private final SessionsViewModel model;
    private final SideSearch search;
    private final ListView<Session> list = new ListView<>();
    private final Label hint = new Label();
    private boolean arranging;
    private boolean choosing;

    SessionList(SessionsViewModel model, Region page, Texts texts) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("session-side");
        search = new SideSearch(list, new SideSearch.Words(texts.of("ui.sessions.search"),
                texts.of("ui.sessions.search.tip"), texts.of("ui.sessions.search.none")), this::search);
        list.setItems(model.found());
        list.setCellFactory(_ -> new SessionCell());
        list.setAccessibleText(texts.of("ui.sessions.list"));
        list.getStyleClass().add("session-list");
        SideList.fit(list, page);
        VBox.setVgrow(list, Priority.ALWAYS);
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.getSelectionModel().getSelectedItems().addListener((ListChangeListener<Session>) _ -> chooseSoon());
        model.sessions().addListener((ListChangeListener<Session>) _ -> show());
        hint.setText(texts.of("ui.compare.hint"));
        hint.setWrapText(true);
        hint.getStyleClass().addAll("text-muted", "text-small");
        VBox.setMargin(hint, new Insets(4, 8, 8, 8));
        getChildren().addAll(search.field(), list, hint);
        show();
    }

    /** Brings the list up to date; out of the way while there is no session. */
    void show() {
        list.refresh();
        showSelected();
        boolean none = model.sessions().isEmpty();
        setVisible(!none);
        setManaged(!none);
        boolean several = model.sessions().size() > 1;
        hint.setVisible(several);
        hint.setManaged(several);
    }

    /** Once the selection has become what it will be: it changes in steps, and not while it tells of one. */
    private void chooseSoon() {
        if (!arranging && !choosing) {
            choosing = true;
            Platform.runLater(this::choose);
        }
    }

    /** One is opened, several are compared. */
    private void choose() {
        choosing = false;
        List<Session> chosen = list.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
        if (chosen.size() == 1) {
            model.select(chosen.getFirst());
        } else if (!chosen.isEmpty()) {
            model.comparison().compare(chosen);
        }
    }

    /** Marks the session that is open, or those that are compared, where they are listed. */
    void showSelected() {
        Session selected = model.selected().get();
        Set<String> compared = model.comparison().compared();
        Set<String> open = !compared.isEmpty() ? compared : selected == null ? Set.of() : Set.of(selected.id());
        int[] rows = IntStream.range(0, list.getItems().size())
                .filter(row -> open.contains(list.getItems().get(row).id())).toArray();
        if (Arrays.equals(rows, list.getSelectionModel().getSelectedIndices().stream().mapToInt(row -> row).sorted()
                .toArray())) {
            return;
        }
        boolean before = arranging;
        arranging = true;
        list.getSelectionModel().clearSelection();
        if (rows.length > 0) {
            list.getSelectionModel().selectIndices(rows[0], rows);
        }
        arranging = before;
    }

    /** Leads to the search. */
    void focusSearch() {
        search.focus();
    }

    private void search(String sought) {
        arranging = true;
        model.search(sought);
        showSelected();
        arranging = false;
    }

    private final class SessionCell extends ListCell<Session> {

        private final Label title = new Label();
        private final Label line = new Label();
        private final Label verdict = new Label();
        private final VBox words = new VBox(title, line, verdict);
        private final HBox row = new HBox();

        SessionCell() {
            title.getStyleClass().add("session-title");
            line.getStyleClass().add("text-small");
            line.setWrapText(true);
            verdict.getStyleClass().addAll("text-small", "session-verdict");
            words.setMinWidth(0);
            words.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(words, Priority.ALWAYS);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("row");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Session item, boolean none) {
            super.updateItem(item, none);
            if (none || item == null) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            Notice how = model.shortVerdict(item);
            title.setText(model.words().title(item));
            line.setText(model.words().line(item));
            verdict.setText(how.text());
            row.getChildren().setAll(Icon.of(how.severity()), words);
            setGraphic(row);
            setTooltip(new Tooltip(model.words().facts(item)));
            setAccessibleText(texts.of("ui.sessions.spoken", model.words().title(item), model.words().facts(item),
                    model.verdict(item).text()));
        }
    }
}
