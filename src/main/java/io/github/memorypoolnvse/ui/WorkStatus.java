package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** What the status bar says about work in the background: one line, how far it is where that is known, and its end. */
final class WorkStatus extends HBox {

    private final Texts texts;
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Button cancel = new Button();
    private @Nullable LongWork shown;

    WorkStatus(Texts texts) {
        this.texts = texts;
        getStyleClass().add("work-status");
        setAlignment(Pos.CENTER_RIGHT);
        words.setMinWidth(USE_PREF_SIZE);
        cancel.setMinWidth(USE_PREF_SIZE);
        setMinWidth(USE_PREF_SIZE);
        bar.setFocusTraversable(false);
        cancel.setText(texts.of("ui.work.cancel"));
        cancel.getStyleClass().addAll("quiet", "link");
        cancel.setOnAction(_ -> cancelShown());
        getChildren().addAll(words, bar, cancel);
        show(List.of());
    }

    /** Tells of the oldest of these, and how many more there are. */
    void show(List<LongWork> going) {
        LongWork first = going.isEmpty() ? null : going.getFirst();
        shown = first;
        String said = say(first, going.size() - 1);
        if (!said.equals(words.getText())) {
            words.setText(said);
            bar.setAccessibleText(said);
        }
        appear(cancel, first != null && first.kind().cancellable());
        appear(bar, first != null && !Double.isNaN(first.progress()));
        if (first != null) {
            cancel.setDisable(first.cancelled());
            String tip = texts.of("ui.work.cancel.tip", said);
            cancel.setAccessibleText(tip);
            cancel.setTooltip(tip(tip));
            if (bar.isVisible()) {
                bar.setProgress(first.progress());
            }
        }
    }

    private @Nullable Tooltip tip(String said) {
        Tooltip there = cancel.getTooltip();
        return there != null && there.getText().equals(said) ? there : new Tooltip(said);
    }

    private String say(@Nullable LongWork work, int more) {
        if (work == null) {
            return texts.of("ui.work.none");
        }
        String said = texts.of("ui.work." + work.kind().name().toLowerCase(Locale.ROOT));
        return more == 0 ? said : texts.of("ui.work.more", said, more);
    }

    private void cancelShown() {
        LongWork work = shown;
        if (work != null) {
            work.cancel();
            cancel.setDisable(true);
        }
    }

    private static void appear(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
