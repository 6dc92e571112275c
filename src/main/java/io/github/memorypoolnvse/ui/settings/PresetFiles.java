package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.FileChooser;

/** Asks a person for the file of a preset. */
interface PresetFiles {

    /** A file to import; empty when the person thought better of it. */
    Optional<Path> toImport();

    /** A file to export a preset to; empty when the person thought better of it. */
    Optional<Path> toExport(String preset);

    /** The desktop's file dialogs over a node's window. */
    static PresetFiles choosers(Texts texts, Node over) {
        return new PresetFiles() {

            @Override
            public Optional<Path> toImport() {
                return Optional.ofNullable(chooser("ui.presets.import.tip").showOpenDialog(over.getScene().getWindow()))
                        .map(File::toPath);
            }

            @Override
            public Optional<Path> toExport(String preset) {
                FileChooser chooser = chooser("ui.presets.export.tip");
                chooser.setInitialFileName(preset + ".json");
                return Optional.ofNullable(chooser.showSaveDialog(over.getScene().getWindow())).map(File::toPath);
            }

            private FileChooser chooser(String title) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(texts.of(title));
                chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("JSON", "*.json"));
                return chooser;
            }
        };
    }
}
