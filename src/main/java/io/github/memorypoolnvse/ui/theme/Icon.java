package io.github.memorypoolnvse.ui.theme;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A picture drawn by the stylesheet ({@code .icon-NAME}), sized in em, coloured like the text around it. */
public final class Icon extends Region {

    public Icon(String name) {
        getStyleClass().addAll("icon", "icon-" + name);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMouseTransparent(true);
        setCache(true);
    }

    /** The icon of a severity, in its colour. */
    public static Icon of(Severity severity) {
        Icon icon = new Icon(severity.style());
        icon.getStyleClass().add("state-" + severity.style());
        return icon;
    }
}
