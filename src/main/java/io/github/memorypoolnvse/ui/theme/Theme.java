package io.github.memorypoolnvse.ui.theme;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.application.ColorScheme;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.stage.Window;

/** Dresses scenes: one stylesheet for both themes, and the theme chosen. Used on the JavaFX thread. */
public final class Theme {

    private static final String STYLESHEET =
            Objects.requireNonNull(Theme.class.getResource("theme.css"), "theme.css").toExternalForm();

    private final ObjectProperty<Appearance> appearance = new SimpleObjectProperty<>(Appearance.SYSTEM);
    /** Held weakly: every dialog and menu is one, and goes when it is closed. */
    private final Set<Scene> dressed = Collections.newSetFromMap(new WeakHashMap<>());

    /** A theme that follows the desktop until another is chosen. */
    public Theme() {
        appearance.addListener((_, _, chosen) -> dressed.forEach(scene -> wear(scene, chosen)));
    }

    /** Light, dark, or as the desktop says; can be changed at any time. */
    public ObjectProperty<Appearance> appearance() {
        return appearance;
    }

    /** Gives a scene its stylesheet and keeps it in the theme chosen. Before it is shown, to avoid a flash. */
    public void dress(Scene scene) {
        if (!scene.getStylesheets().contains(STYLESHEET)) {
            scene.getStylesheets().add(STYLESHEET);
        }
        dressed.add(scene);
        wear(scene, appearance.get());
    }

    /**
     * Dresses every window that opens from now on, dialogs and menus too.
     *
     * @return stops it
     */
    public Runnable dressEveryWindow() {
        ListChangeListener<Window> listener = change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::dressWindow);
            }
        };
        Window.getWindows().addListener(listener);
        Window.getWindows().forEach(this::dressWindow);
        return () -> Window.getWindows().removeListener(listener);
    }

    private void dressWindow(Window window) {
        Scene scene = window.getScene();
        if (scene != null) {
            dress(scene);
        }
    }

    private static void wear(Scene scene, Appearance chosen) {
        scene.getPreferences().setColorScheme(switch (chosen) {
            case SYSTEM -> null;
            case LIGHT -> ColorScheme.LIGHT;
            case DARK -> ColorScheme.DARK;
        });
    }
}
