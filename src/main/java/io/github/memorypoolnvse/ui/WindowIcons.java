package io.github.memorypoolnvse.ui;

import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;

/** The window's icon in the sizes desktops ask for. */
final class WindowIcons {

    private static final List<Integer> SIZES = List.of(16, 32, 48, 128, 256);

    private WindowIcons() {
    }

    static List<Image> all() {
        return SIZES.stream().map(size -> new Image(Objects.requireNonNull(
                WindowIcons.class.getResource("icon-" + size + ".png")).toExternalForm())).toList();
    }
}
