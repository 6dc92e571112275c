package io.github.memorypoolnvse.game;

/** Where an install came from. */
public enum Store {
    STEAM("Steam"),
    GOG("GOG"),
    EPIC("Epic Games"),
    XBOX("Xbox"),
    RETAIL("Bethesda"),
    PRACTICE("Practice game (a test bench)"),
    UNKNOWN("Folder");

    private final String title;

    Store(String title) {
        this.title = title;
    }

    /** The store's own name, the same in every language. */
    public String title() {
        return title;
    }
}
