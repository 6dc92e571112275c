package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The warnings that hold now, each in a line above the tiles. */
final class AlertBar extends VBox {

    private List<Alert> shown = List.of();

    AlertBar() {
        getStyleClass().add("alert-bar");
        setManaged(false);
        setVisible(false);
    }

    void show(List<Alert> alerts) {
        if (alerts.equals(shown)) {
            return;
        }
        shown = List.copyOf(alerts);
        setManaged(!alerts.isEmpty());
        setVisible(!alerts.isEmpty());
        getChildren().setAll(alerts.stream().map(AlertBar::line).toList());
    }

    private static HBox line(Alert alert) {
        HBox line = new HBox(Icon.of(alert.severity()), new Label(alert.text()));
        line.getStyleClass().addAll("notice", "alert-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
