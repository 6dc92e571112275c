package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A change that waits for a person's word: what it is for, every file, and the two answers. */
final class ProposalPane extends VBox {

    private final Label text = new Label();
    private final PlanGrid plan;
    private final Button confirm = new Button();
    private final Button later = new Button();

    ProposalPane(Texts texts, Runnable confirmed, Runnable dismissed) {
        getStyleClass().addAll("card", "proposal");
        setAccessibleText(texts.of("ui.setup.propose"));
        plan = new PlanGrid(texts);
        text.setWrapText(true);
        confirm.getStyleClass().add("primary");
        confirm.setTooltip(new Tooltip(texts.of("ui.setup.propose.confirm.tip")));
        confirm.setOnAction(_ -> confirmed.run());
        later.setText(texts.of("ui.setup.propose.later"));
        later.setTooltip(new Tooltip(texts.of("ui.setup.propose.later.tip")));
        later.setOnAction(_ -> dismissed.run());
        HBox answers = new HBox(confirm, later);
        answers.getStyleClass().add("row");
        answers.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(text, plan, answers);
    }

    /** Shows a proposal, or nothing; what is shown takes Enter and Esc. */
    void show(@Nullable Proposal shown) {
        setVisible(shown != null);
        setManaged(shown != null);
        confirm.setDefaultButton(shown != null);
        later.setCancelButton(shown != null);
        if (shown == null) {
            return;
        }
        text.setText(shown.text());
        text.setGraphic(Icon.of(shown.severity()));
        confirm.setText(shown.confirm());
        confirm.setAccessibleHelp(shown.text());
        plan.show(shown.files());
        confirm.requestFocus();
    }
}
