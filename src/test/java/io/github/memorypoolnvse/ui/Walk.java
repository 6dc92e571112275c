package io.github.memorypoolnvse.ui;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;

/** Looks at a window as somebody does who has a keyboard or a screen reader. */
final class Walk {

    private static final int MOST_STOPS = 150;
    private static final double ROW = 12;

    private Walk() {
    }

    /** What takes the focus and has no name to read out; JavaFX thread. */
    static List<String> nameless(Node root) {
        return PlayersWindow.visible(root).stream().filter(Walk::takesFocus)
                .filter(node -> name(node).isBlank()).map(Walk::described).toList();
    }

    private static boolean takesFocus(Node node) {
        boolean container = node instanceof ScrollPane || node instanceof ScrollBar || node instanceof TabPane;
        return node.isFocusTraversable() && !node.isDisabled() && !container;
    }

    private static String name(Node node) {
        if (node.getAccessibleText() != null) {
            return node.getAccessibleText();
        }
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            return labeled.getText();
        }
        return node instanceof TextInputControl input && input.getPromptText() != null ? input.getPromptText() : "";
    }

    private static String described(Node node) {
        return node.getClass().getSimpleName() + " " + node.getStyleClass() + " " + name(node);
    }

    /**
     * What is wrong with the way Tab leads through a window: a stop that it never reaches, or a leap back up and to
     * the left of where it was.
     */
    static List<String> tabFaults(Stage stage) throws InterruptedException {
        FxRobot robot = new FxRobot();
        Scene scene = stage.getScene();
        List<String> faults = new ArrayList<>();
        Set<Node> reached = new LinkedHashSet<>();
        Screens.run(() -> first(scene.getRoot()).requestFocus());
        Node at = Screens.call(scene::getFocusOwner);
        while (reached.size() < MOST_STOPS && at != null && reached.add(at)) {
            Node from = at;
            robot.type(KeyCode.TAB);
            Node to = Screens.call(scene::getFocusOwner);
            boolean around = to == null || reached.contains(to);
            if (!around && Screens.call(() -> leapsBack(from, to))) {
                faults.add("from " + described(from) + " back to " + described(to));
            }
            at = to;
        }
        Screens.call(() -> PlayersWindow.visible(scene.getRoot()).stream().filter(Walk::takesFocus)
                .filter(node -> !reached.contains(node) && !reachedByArrows(node, reached)).map(node -> "never at " + described(node)).toList())
                .forEach(faults::add);
        return faults;
    }

    /** A group of toggles is one stop; the arrows lead through it. */
    private static boolean reachedByArrows(Node node, Set<Node> reached) {
        return node instanceof ToggleButton toggle && toggle.getToggleGroup() != null
                && toggle.getToggleGroup().getToggles().stream().anyMatch(reached::contains);
    }

    private static Node first(Parent root) {
        return PlayersWindow.visible(root).stream().filter(Walk::takesFocus).findFirst().orElse(root);
    }

    private static boolean leapsBack(Node from, Node to) {
        Bounds here = from.localToScene(from.getLayoutBounds());
        Bounds there = to.localToScene(to.getLayoutBounds());
        return there.getMaxY() < here.getMinY() + ROW / 2 && there.getMinX() <= here.getMinX() + ROW;
    }
}
