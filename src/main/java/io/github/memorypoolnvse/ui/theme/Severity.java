package io.github.memorypoolnvse.ui.theme;

/** How a state is shown: never by colour alone, an icon and a word go with it. */
public enum Severity {
    GOOD("good"),
    INFO("info"),
    WARNING("warn"),
    BAD("bad");

    private final String style;

    Severity(String style) {
        this.style = style;
    }

    /** The style class of its icon and colour. */
    public String style() {
        return style;
    }
}
