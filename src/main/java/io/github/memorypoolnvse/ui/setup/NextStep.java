package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.deploy.PluginState;

/** What the one big button does: always the next right thing. */
public enum NextStep {
    /** No game is known: choose its folder. */
    CHOOSE(false),
    INSTALL(true),
    UPDATE(true),
    REPAIR(true),
    /** The plugin is in place with another preset. */
    APPLY_PRESET(true),
    LAUNCH(false),
    /** Something keeps the game from working with the plugin: what mends it. */
    MEND(false),
    /** The game is started elsewhere; the button only says where. */
    ELSEWHERE(false),
    /** The game runs: nothing to do here. */
    PLAYING(false);

    private final boolean writes;

    NextStep(boolean writes) {
        this.writes = writes;
    }

    /** Whether it changes the game folder, so that there is a plan to show. */
    public boolean writes() {
        return writes;
    }

    /** The step for what a folder holds. */
    static NextStep of(PluginState state, boolean presetInPlace) {
        return switch (state) {
            case ABSENT -> INSTALL;
            case OLDER -> UPDATE;
            case ALTERED, INCOMPLETE -> REPAIR;
            case CURRENT, NEWER -> presetInPlace ? LAUNCH : APPLY_PRESET;
        };
    }
}
