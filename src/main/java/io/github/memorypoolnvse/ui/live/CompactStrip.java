package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Five figures in a strip small enough to stay on top of a game in a window. */
public final class CompactStrip extends HBox {

    private static final List<KeyFigures.Kind> SHOWN = List.of(KeyFigures.Kind.LIVE, KeyFigures.Kind.FRAME_TIME,
            KeyFigures.Kind.ADDRESS_FREE, KeyFigures.Kind.LARGEST_HOLE, KeyFigures.Kind.FALLBACKS);

    private final LiveViewModel model;
    private final Texts texts;
    private final Map<KeyFigures.Kind, Label> numbers = new EnumMap<>(KeyFigures.Kind.class);

    /**
     * @param back returns to the whole window
     */
    public CompactStrip(LiveViewModel model, Texts texts, Runnable back) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("compact");
        setAlignment(Pos.CENTER_LEFT);
        for (KeyFigures.Kind kind : SHOWN) {
            String title = texts.of("ui.tile." + kind.key());
            Label name = new Label(title);
            name.getStyleClass().add("tile-title");
            name.setMinWidth(USE_PREF_SIZE);
            Label number = new Label("–");
            number.getStyleClass().add("compact-number");
            number.setAccessibleText(title);
            number.setMinWidth(USE_PREF_SIZE);
            numbers.put(kind, number);
            VBox box = new VBox(name, number);
            box.getStyleClass().add("compact-figure");
            getChildren().add(box);
        }
        Button whole = new Button(null, new Icon("compact"));
        whole.getStyleClass().add("quiet");
        whole.setAccessibleText(texts.of("ui.live.compact.back"));
        whole.setTooltip(new Tooltip(texts.of("ui.live.compact.back")));
        whole.setOnAction(_ -> back.run());
        getChildren().add(whole);
    }

    /** Brings the figures up to date. */
    public void refresh() {
        List<KeyFigure> figures = model.keyFigures();
        for (KeyFigures.Kind kind : SHOWN) {
            Label number = numbers.get(kind);
            if (figures.isEmpty()) {
                number.setText("–");
                number.setGraphic(null);
                continue;
            }
            KeyFigure figure = figures.get(kind.ordinal());
            String words = figure.words();
            if (!words.equals(number.getText())) {
                number.setText(words);
                number.setAccessibleText(texts.of("ui.tile.spoken", texts.of("ui.tile." + kind.key()), words));
                boolean remarkable = switch (figure.severity()) {
                    case WARNING, BAD -> true;
                    case GOOD, INFO -> false;
                };
                number.setGraphic(remarkable ? Icon.of(figure.severity()) : null);
            }
        }
    }
}
