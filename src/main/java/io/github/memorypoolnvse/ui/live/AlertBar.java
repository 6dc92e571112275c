package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The warnings that hold now, each in a line, and the way to where more is seen. JavaFX thread. */
public final class AlertBar extends HBox {

    private final VBox lines = new VBox();
    private final Button more;
    private List<Alert> shown = List.of();

    /**
     * @param more leads to where more is seen
     */
    public AlertBar(Button more) {
        this.more = more;
        getStyleClass().add("alert-bar");
        setAlignment(Pos.CENTER_LEFT);
        lines.getStyleClass().add("alert-lines");
        HBox.setHgrow(lines, Priority.ALWAYS);
        more.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(lines, more);
        setManaged(false);
        setVisible(false);
    }

    /** Offers the way, or not where it leads nowhere else. */
    public void offerMore(boolean on) {
        more.setVisible(on);
        more.setManaged(on);
    }

    /** Shows these warnings and no others. */
    public void show(List<Alert> alerts) {
        if (alerts.equals(shown)) {
            return;
        }
        shown = List.copyOf(alerts);
        setManaged(!alerts.isEmpty());
        setVisible(!alerts.isEmpty());
        lines.getChildren().setAll(alerts.stream().map(AlertBar::line).toList());
    }

    private static HBox line(Alert alert) {
        Label text = new Label(alert.text());
        text.setWrapText(true);
        HBox line = new HBox(Icon.of(alert.severity()), text);
        line.getStyleClass().addAll("notice", "alert-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
