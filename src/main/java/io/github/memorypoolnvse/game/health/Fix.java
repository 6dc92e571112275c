package io.github.memorypoolnvse.game.health;

/** What mends a finding; its label is the text {@code health.fix.<name>}. */
public enum Fix {
    /** Install, update or repair the plugin. */
    INSTALL_PLUGIN,
    /** Set the large-address flag in the executable. */
    SET_LARGE_ADDRESS,
    /** Take the mark of the web off the plugin's files. */
    UNBLOCK_FILES,
    /** Show the files concerned, because only a person can decide. */
    SHOW_FILES,
    /** Open the page where xNVSE is published. */
    GET_XNVSE,
    /** Open the page of the 4 GB patcher. */
    GET_PATCHER,
    /** Open the page of the patcher for Epic's build. */
    GET_EPIC_PATCHER
}
