package io.github.memorypoolnvse.ui;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A key or a few, and what they do, as the help lists them.
 *
 * @param keys as they are written in the tooltips
 * @param what names its text
 */
record Shortcut(String keys, String what) {

    /** The names of keys that differ from language to language. */
    static final List<String> NAMED = List.of("Shift", "Ctrl", "Space", "Delete", "Home", "End", "Enter");
    /** The keys of each page, as they are written in its tooltips; their words are {@code ui.help.PAGE.WHAT}. */
    static final Map<String, List<Shortcut>> KEYS = Map.of(
            "setup", List.of(new Shortcut("Ctrl+I", "install"), new Shortcut("Ctrl+L", "launch"),
                    new Shortcut("F5", "rescan"), new Shortcut("Enter", "confirm"), new Shortcut("Esc", "dismiss")),
            "live", List.of(new Shortcut("Space", "pause"), new Shortcut("M", "mark"), new Shortcut("1 – 5", "span"),
                    new Shortcut("C", "compact")),
            "sessions", List.of(new Shortcut("1 – 5", "span"), new Shortcut("Ctrl+E", "export"),
                    new Shortcut("Delete", "delete"), new Shortcut("Ctrl+Z", "undo"), new Shortcut("Ctrl+F", "search"),
                    new Shortcut("Shift+\u2191 \u2193", "compare"), new Shortcut("F5", "refresh")),
            "settings", List.of(new Shortcut("Ctrl+S", "save"), new Shortcut("Ctrl+F", "search"),
                    new Shortcut("Delete", "delete"), new Shortcut("Ctrl+Z", "undo")));

    static final Set<String> WITH_GRAPHS = Set.of("live", "sessions");
    /** Their words are {@code ui.help.graph.WHAT}. */
    static final List<Shortcut> IN_A_GRAPH = List.of(new Shortcut("\u2190 \u2192", "pan"),
            new Shortcut("+ \u2212", "zoom"), new Shortcut("Home", "oldest"), new Shortcut("End", "newest"),
            new Shortcut("Ctrl+\u2190 \u2192", "read"), new Shortcut("Ctrl+Shift+\u2190 \u2192", "select"),
            new Shortcut("Enter", "zoomIn"), new Shortcut("Esc", "letGo"), new Shortcut("Alt+\u2190 \u2192", "move"));

    static final List<Shortcut> EVERYWHERE = List.of(new Shortcut("Ctrl+1 – 4", "pages"),
            new Shortcut("F1", "help"), new Shortcut("Esc", "close"));
}
