package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.GameInstance;
import java.util.List;
import java.util.OptionalLong;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;

/** Which of several running games is shown; one is not worth a menu. */
final class GamesMenu extends MenuButton {

    private final Watch watch;
    private final Texts texts;
    private List<GameInstance> listed = List.of();
    private OptionalLong marked = OptionalLong.empty();

    GamesMenu(Watch watch, Texts texts) {
        this.watch = watch;
        this.texts = texts;
        setTooltip(new Tooltip(texts.of("ui.live.games.tip")));
        setAccessibleText(texts.of("ui.live.games.tip"));
        setVisible(false);
        setManaged(false);
    }

    /** Lists the games that run now, and marks the one that is shown. */
    void show(OptionalLong shown) {
        List<GameInstance> running = watch.instances();
        if (running.equals(listed) && shown.equals(marked)) {
            return;
        }
        listed = running;
        marked = shown;
        boolean several = running.size() > 1;
        setVisible(several);
        setManaged(several);
        setText(several ? texts.of("ui.live.games", running.size()) : "");
        ToggleGroup group = new ToggleGroup();
        getItems().setAll(running.stream().map(game -> item(game, group)).toList());
    }

    private MenuItem item(GameInstance game, ToggleGroup group) {
        RadioMenuItem item = new RadioMenuItem(name(game, texts));
        item.setMnemonicParsing(false);
        item.setToggleGroup(group);
        item.setSelected(marked.equals(OptionalLong.of(game.pid())));
        item.setOnAction(_ -> watch.select(game.pid()));
        return item;
    }

    /** Its program and process, and whether it is without the plugin. */
    static String name(GameInstance game, Texts texts) {
        return texts.of(game.hasBlock() ? "ui.live.game" : "ui.live.game.without", game.process().name(),
                Long.toString(game.pid()));
    }
}
