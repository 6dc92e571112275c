package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.ui.theme.Contrast;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.css.CssMetaData;
import javafx.css.PseudoClass;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.PopupControl;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Toggle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/**
 * Measures how much words stand out from what they stand on, in every state that a mouse and a keyboard bring a
 * control into. JavaFX thread.
 */
final class Ink {

    private static final double READABLE = 4.5;
    private static final double SEEN = 0.05;

    private Ink() {
    }

    /** Words below a node that do not stand out enough, as they are and in every state their control can have. */
    static List<String> faint(Node root) {
        Set<String> faults = new LinkedHashSet<>(measured(root, "at rest"));
        for (Node node : PlayersWindow.visible(root)) {
            for (List<String> state : states(node)) {
                List<PseudoClass> classes = state.stream().map(PseudoClass::getPseudoClass)
                        .filter(each -> !node.getPseudoClassStates().contains(each)).toList();
                classes.forEach(each -> node.pseudoClassStateChanged(each, true));
                node.applyCss();
                faults.addAll(measured(node, String.join(" ", state)));
                classes.forEach(each -> node.pseudoClassStateChanged(each, false));
            }
            node.applyCss();
            if (node instanceof TextInputControl input) {
                faults.addAll(selection(input));
            }
        }
        return List.copyOf(faults);
    }

    private static List<List<String>> states(Node node) {
        List<List<String>> states = new ArrayList<>();
        boolean pressed = node instanceof ButtonBase || node instanceof ComboBoxBase<?>;
        boolean item = node instanceof IndexedCell<?> cell && !cell.isEmpty();
        boolean line = node.getStyleClass().contains("menu-item");
        if (pressed || item || line || node instanceof TextInputControl) {
            states.addAll(List.of(List.of("hover"), List.of("focused"), List.of("focused", "focus-visible"),
                    List.of("disabled")));
        }
        if (pressed) {
            states.add(List.of("hover", "armed"));
        }
        if (item || node instanceof Toggle) {
            states.addAll(List.of(List.of("selected"), List.of("selected", "hover"),
                    List.of("selected", "focused", "focus-visible")));
        }
        return states;
    }

    private static List<String> measured(Node root, String state) {
        return PlayersWindow.visible(root).stream().filter(Text.class::isInstance).map(Text.class::cast)
                .filter(text -> !text.getText().isBlank() && opacity(text) > SEEN)
                .filter(text -> contrast(text) < READABLE)
                .map(text -> "%s %s: %.2f".formatted(described(text), state, contrast(text))).toList();
    }

    /** The selected words of a field, which the field paints itself. */
    private static List<String> selection(TextInputControl input) {
        List<String> faults = new ArrayList<>();
        for (boolean focused : new boolean[] {false, true}) {
            PseudoClass focus = PseudoClass.getPseudoClass("focused");
            boolean was = input.getPseudoClassStates().contains(focus);
            input.pseudoClassStateChanged(focus, focused);
            input.applyCss();
            Optional<Color> ink = colour(input, "-fx-highlight-text-fill");
            Optional<Color> ground = colour(input, "-fx-highlight-fill");
            if (ink.isEmpty() || ground.isEmpty() || Contrast.of(ink.get(), ground.get()) < READABLE) {
                faults.add("%s selected words, focused %s: %s on %s".formatted(described(input), focused, ink, ground));
            }
            input.pseudoClassStateChanged(focus, was);
            input.applyCss();
        }
        return faults;
    }

    @SuppressWarnings("unchecked")
    private static Optional<Color> colour(Control control, String property) {
        return control.getCssMetaData().stream().filter(each -> each.getProperty().equals(property))
                .map(each -> ((CssMetaData<Styleable, Paint>) each).getStyleableProperty(control))
                .map(StyleableProperty::getValue).filter(Color.class::isInstance).map(Color.class::cast).findFirst();
    }

    /** Words in what opens over a window: menus, the lists of choices, and tooltips. */
    static List<String> faintAbove(Node root) {
        Set<String> faults = new LinkedHashSet<>();
        for (Node node : PlayersWindow.visible(root)) {
            if (node.isDisabled()) {
                continue;
            }
            if (node instanceof MenuButton menu) {
                faults.addAll(opened(menu::show, menu::hide));
            } else if (node instanceof ComboBoxBase<?> choices) {
                faults.addAll(opened(choices::show, choices::hide));
            }
            if (node instanceof Control control && control.getTooltip() != null) {
                Tooltip tip = control.getTooltip();
                faults.addAll(opened(() -> tip.show(control, 0, 0), tip::hide));
            }
            if (node instanceof Control control && control.getContextMenu() != null) {
                PopupControl menu = control.getContextMenu();
                faults.addAll(opened(() -> menu.show(control, 0, 0), menu::hide));
            }
        }
        return List.copyOf(faults);
    }

    private static List<String> opened(Runnable show, Runnable hide) {
        Set<Window> before = Set.copyOf(Window.getWindows());
        show.run();
        List<String> faults = new ArrayList<>();
        List<Window> popups = Window.getWindows().stream()
                .filter(each -> each instanceof PopupWindow && !before.contains(each)).toList();
        if (popups.isEmpty()) {
            faults.add("nothing opened");
        }
        for (Window each : popups) {
            Parent content = each.getScene().getRoot();
            content.applyCss();
            content.layout();
            faint(content).forEach(fault -> faults.add("above: " + fault));
        }
        hide.run();
        return faults;
    }

    private static double contrast(Text text) {
        return text.getFill() instanceof Color ink
                ? Contrast.of(over(ink, opacity(text), ground(text)), ground(text)) : READABLE;
    }

    private static double opacity(Node node) {
        double opacity = 1;
        for (Node at = node; at != null; at = at.getParent()) {
            opacity *= at.getOpacity();
        }
        return opacity;
    }

    private static Color over(Color ink, double opacity, Color ground) {
        return ground.interpolate(Color.color(ink.getRed(), ink.getGreen(), ink.getBlue()), opacity * ink.getOpacity());
    }

    /** The colour behind words: of the nearest that is painted, seen through what is painted on it in part. */
    private static Color ground(Node words) {
        List<Color> veils = new ArrayList<>();
        for (Node at = words; at != null; at = at.getParent()) {
            if (at instanceof Region region && region.getBackground() != null) {
                for (BackgroundFill fill : region.getBackground().getFills().reversed()) {
                    if (fill.getFill() instanceof Color colour) {
                        veils.add(colour);
                        if (colour.isOpaque()) {
                            return through(veils);
                        }
                    }
                }
            }
        }
        veils.add(words.getScene().getFill() instanceof Color colour ? colour : Color.WHITE);
        return through(veils);
    }

    private static Color through(List<Color> veils) {
        Color seen = veils.getLast();
        for (Color veil : veils.reversed()) {
            seen = seen.interpolate(Color.color(veil.getRed(), veil.getGreen(), veil.getBlue()), veil.getOpacity());
        }
        return seen;
    }

    private static String described(Node node) {
        String words = node instanceof Text text ? text.getText()
                : node instanceof Labeled labeled ? String.valueOf(labeled.getText()) : "";
        List<String> path = new ArrayList<>();
        for (Node at = node; at != null && path.size() < 3; at = at.getParent()) {
            path.add(at.getClass().getSimpleName() + at.getStyleClass());
        }
        return "“%s” in %s".formatted(words, String.join(" < ", path));
    }
}
