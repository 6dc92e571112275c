package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.format.IniDocument;
import io.github.memorypoolnvse.format.QtValue;
import java.util.Locale;
import java.util.Optional;

/**
 * What a ModOrganizer.ini says (manager facts 2.3), paths in Windows' spelling.
 *
 * @param gameName      "New Vegas", "TTW" or another game's
 * @param gamePath      the game folder it manages, often a copy no store knows
 * @param modDirectory  where its mods are, when not below the instance
 * @param baseDirectory where everything of the instance is, when not beside the file
 */
public record OrganizerInstance(String gameName, String gamePath, Optional<String> modDirectory,
        Optional<String> baseDirectory) {

    /** Reads the file's bytes; empty when it names no game. */
    public static Optional<OrganizerInstance> parse(byte[] ini) {
        IniDocument document = IniDocument.parse(ini);
        Optional<String> game = document.value("General", "gamePath").map(QtValue::decode);
        return game.filter(path -> !path.isBlank()).map(path -> new OrganizerInstance(
                document.value("General", "gameName").map(QtValue::decode).orElse(""), path,
                document.value("Settings", "mod_directory").map(QtValue::decode),
                document.value("Settings", "base_directory").map(QtValue::decode)));
    }

    /** True when it manages this game, alone or as part of Tale of Two Wastelands. */
    public boolean managesTheGame() {
        String name = gameName.toLowerCase(Locale.ROOT);
        return name.contains("new vegas") || name.equals("ttw") || name.contains("tale of two wastelands");
    }
}
