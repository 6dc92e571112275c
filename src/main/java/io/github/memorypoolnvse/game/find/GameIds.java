package io.github.memorypoolnvse.game.find;

import java.util.List;

/** How each store calls the game (manager facts 1.1). */
final class GameIds {

    /** Steam, everywhere, and the Polish, Czech and Russian edition. */
    static final List<String> STEAM = List.of("22380", "22490");
    static final String GOG = "1454587428";
    static final String EPIC_APP = "5daeb974a22a435988892319b3a4f476";
    static final String EPIC_CATALOG = "dabb52e328834da7bbe99691e374cb84";
    /** The game's id in Vortex. */
    static final String VORTEX = "falloutnv";
    /** What names one language's folder in Epic's and Xbox's copies. */
    static final String LANGUAGE_FOLDER = "Fallout New Vegas";

    private GameIds() {
    }
}
