package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that may hold the game, as one source names it.
 *
 * @param folder  as the source spells it; need not exist
 * @param store   whose copy it would be; UNKNOWN lets the files decide
 * @param storeId the store's id of the game
 * @param prefix  the Wine prefix the source runs it in
 */
public record Candidate(Path folder, Store store, Optional<String> storeId, Optional<WinePrefix> prefix) {

    public Candidate(Path folder, Store store) {
        this(folder, store, Optional.empty(), Optional.empty());
    }
}
