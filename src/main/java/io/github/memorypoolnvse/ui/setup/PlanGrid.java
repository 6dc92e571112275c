package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.Texts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;

/** A plan, a file a line: what happens, where, how large, which, and what it replaces. */
final class PlanGrid extends GridPane {

    private static final int HASH_SHOWN = 12;

    private final Texts texts;

    PlanGrid(Texts texts) {
        this.texts = texts;
        getStyleClass().add("plan");
    }

    void show(List<PlanRow> rows) {
        getChildren().clear();
        int line = 0;
        for (PlanRow row : rows) {
            Label action = new Label(row.action());
            action.getStyleClass().add(row.changes() ? "plan-action" : "text-muted");
            Label path = new Label(row.path());
            Label size = new Label(row.size());
            Label hash = new Label(row.hash().substring(0, Math.min(HASH_SHOWN, row.hash().length())));
            hash.setTooltip(new Tooltip(texts.of("ui.setup.plan.hash", row.hash())));
            Label replaces = new Label(row.replaces());
            size.getStyleClass().add("text-muted");
            hash.getStyleClass().addAll("text-muted", "mono");
            replaces.getStyleClass().add("text-muted");
            addRow(line++, action, path, size, hash, replaces);
        }
    }
}
