package io.github.memorypoolnvse.game;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * One copy of the game on this machine.
 *
 * @param folder     holds FalloutNV.exe
 * @param store      whose copy it is
 * @param storeId    the store's id of the game, such as 22380 or 22490
 * @param executable what its executable says
 * @param prefix     the Wine prefix it runs in; empty on Windows, or where none exists yet
 * @param foundBy    ids of the finders that named it, in their order
 */
public record Install(
        Path folder,
        Store store,
        Optional<String> storeId,
        ExecutableFacts executable,
        Optional<WinePrefix> prefix,
        SequencedSet<String> foundBy) {

    /** Merges what two finders said of the same folder; the first one's word counts where both speak. */
    public Install mergedWith(Install other) {
        SequencedSet<String> finders = new LinkedHashSet<>(foundBy);
        finders.addAll(other.foundBy);
        Store known = store == Store.UNKNOWN || store == Store.RETAIL && other.store != Store.UNKNOWN
                ? other.store
                : store;
        return new Install(folder, known, storeId.or(other::storeId), executable, prefix.or(other::prefix), finders);
    }

    /** True for the project's test bench. */
    public boolean practice() {
        return store == Store.PRACTICE;
    }
}
