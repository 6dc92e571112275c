package io.github.memorypoolnvse.ui.theme;

/** Which theme the window wears. */
public enum Appearance {
    /** What the desktop asks for. */
    SYSTEM,
    LIGHT,
    DARK
}
