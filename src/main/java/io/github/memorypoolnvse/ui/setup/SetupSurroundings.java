package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.Preset;

/** The Setup page as its actions and what is dropped on it see it. */
interface SetupSurroundings {

    Situation situation();

    /** Shows another install. */
    void choose(Install install);

    /** Offers another preset. */
    void offer(Preset preset);

    /** Looks what an install is like by now. */
    void examine(Install install);

    /** Looks for installs again, because one's executable is another by now. */
    void lookAgain(Install install);

    /** From now on the way the game is started keeps nobody from launching it. */
    void settleLaunch();
}
