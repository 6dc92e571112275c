package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The state and five figures in a strip small enough to stay on top of a game in a window. */
public final class CompactStrip extends HBox {

    private static final List<KeyFigures.Kind> SHOWN = List.of(KeyFigures.Kind.LIVE, KeyFigures.Kind.FRAME_TIME,
            KeyFigures.Kind.ADDRESS_FREE, KeyFigures.Kind.LARGEST_HOLE, KeyFigures.Kind.FALLBACKS);

    /** The figures are not of now. */
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    private final LiveViewModel model;
    private final Texts texts;
    private final Label state = new Label();
    private final Map<KeyFigures.Kind, Label> numbers = new EnumMap<>(KeyFigures.Kind.class);
    private List<KeyFigure> shown = List.of();
    private @Nullable Severity shownSeverity;

    /**
     * @param back returns to the whole window
     */
    public CompactStrip(LiveViewModel model, Texts texts, Runnable back) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("compact");
        setAlignment(Pos.CENTER_LEFT);
        state.getStyleClass().add("compact-state");
        state.setWrapText(true);
        state.setMinHeight(USE_PREF_SIZE);
        getChildren().add(state);
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

    /** Brings the state and the figures up to date. */
    public void refresh() {
        showState();
        List<KeyFigure> figures = model.keyFigures();
        if (figures.equals(shown)) {
            return;
        }
        shown = figures;
        for (KeyFigures.Kind kind : SHOWN) {
            show(numbers.get(kind), texts.of("ui.tile." + kind.key()),
                    figures.isEmpty() ? KeyFigures.NOTHING : figures.get(kind.ordinal()));
        }
    }

    /** The newest warning that holds, or how the game stands. */
    private void showState() {
        List<Alert> alerts = model.alerts();
        String words = alerts.isEmpty() ? model.title() : alerts.getLast().text();
        Severity severity = alerts.isEmpty() ? model.state().get().severity() : alerts.getLast().severity();
        pseudoClassStateChanged(PAST, !model.state().get().counting());
        if (severity != shownSeverity) {
            shownSeverity = severity;
            state.setGraphic(Icon.of(severity));
        }
        if (!words.equals(state.getText())) {
            state.setText(words);
        }
    }

    private void show(Label number, String title, KeyFigure figure) {
        number.setText(figure.words());
        number.setAccessibleText(texts.of("ui.tile.spoken", title, figure.words()));
        boolean remarkable = switch (figure.severity()) {
            case WARNING, BAD -> true;
            case GOOD, INFO -> false;
        };
        number.setGraphic(remarkable ? Icon.of(figure.severity()) : null);
    }
}
