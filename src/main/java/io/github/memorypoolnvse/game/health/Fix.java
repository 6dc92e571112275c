package io.github.memorypoolnvse.game.health;

import java.net.URI;
import java.util.Optional;

/** What mends a finding; its label is the text {@code health.fix.<name>}. */
public enum Fix {
    /** Install, update or repair the plugin. */
    INSTALL_PLUGIN,
    /** Set the large-address flag in the executable. */
    SET_LARGE_ADDRESS,
    /** Take the mark of the web off the files. */
    UNBLOCK_FILES,
    /** Take the write protection off the files the manager may replace. */
    MAKE_WRITABLE,
    /** Copy what is put into the game's launch options in Steam. */
    COPY_LAUNCH_OPTION,
    /** Copy the path of the program that starts xNVSE. */
    COPY_LOADER,
    /** Open Mod Organizer 2, which starts the game with its mods. */
    OPEN_ORGANIZER,
    /** Show the files concerned, because only a person can decide. */
    SHOW_FILES,
    /** Open the page where xNVSE is published. */
    GET_XNVSE("https://github.com/xNVSE/NVSE/releases"),
    /** Open the page of the 4 GB patcher. */
    GET_PATCHER("https://www.nexusmods.com/newvegas/mods/62552"),
    /** Open the page of the patcher for Epic's build. */
    GET_EPIC_PATCHER("https://www.nexusmods.com/newvegas/mods/81281");

    private final Optional<URI> page;

    Fix() {
        page = Optional.empty();
    }

    Fix(String address) {
        page = Optional.of(URI.create(address));
    }

    /** The page a person opens, where the mend is theirs. */
    public Optional<URI> page() {
        return page;
    }
}
