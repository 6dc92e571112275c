package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.Delivery;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.PresetJson;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What a person dropped on the window: a game's folder is chosen, the plugin or xNVSE in a zip archive or an unpacked
 * folder is proposed with its plan, a preset is imported, anything else is answered in words.
 */
final class SetupDrops {

    private static final Pattern ZIP = Pattern.compile("\\.(zip|fomod)$", Pattern.CASE_INSENSITIVE);
    /** What else people download mods as. */
    private static final Pattern PACKED = Pattern.compile("\\.(7z|rar|tar|gz|xz)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern PRESET = Pattern.compile("\\.json$", Pattern.CASE_INSENSITIVE);

    private final SetupWork work;
    private final Texts texts;
    private final SetupTasks tasks;
    private final SetupChanges changes;
    private final SetupSurroundings surroundings;

    SetupDrops(SetupWork work, Texts texts, SetupTasks tasks, SetupChanges changes, SetupSurroundings surroundings) {
        this.work = work;
        this.texts = texts;
        this.tasks = tasks;
        this.changes = changes;
        this.surroundings = surroundings;
    }

    void take(List<Path> dropped) {
        if (dropped.size() != 1) {
            tasks.tell(Severity.WARNING, texts.of("ui.setup.drop.many"));
            return;
        }
        Path only = dropped.getFirst();
        if (ZIP.matcher(only.toString()).find()) {
            look(only, texts.of("ui.setup.drop.archive", only.getFileName()));
        } else if (PACKED.matcher(only.toString()).find()) {
            tasks.tell(Severity.WARNING, texts.of("ui.setup.drop.packed", only.getFileName()));
        } else if (PRESET.matcher(only.toString()).find()) {
            importPreset(only);
        } else {
            takeFolder(only);
        }
    }

    private record Chosen(Optional<Install> install, boolean folder) {
    }

    private void takeFolder(Path place) {
        tasks.run(() -> new Chosen(work.choose(place), Files.isDirectory(place)), chosen -> {
            if (chosen.install().isPresent()) {
                surroundings.choose(chosen.install().get());
            } else if (chosen.folder()) {
                look(place, texts.of("ui.setup.noGameIn", place));
            } else {
                tasks.tell(Severity.BAD, texts.of("ui.setup.drop.file", place));
            }
        });
    }

    /** @param otherwise what is said when it brings nothing */
    private void look(Path place, String otherwise) {
        tasks.run(() -> work.delivery(place), delivery -> {
            switch (delivery) {
                case Delivery.Ours ours -> proposePlugin(place, ours);
                case Delivery.Nvse nvse -> proposeNvse(place, nvse);
                case Delivery.Other other -> tasks.tell(Severity.WARNING, other.version().equals(work.shippedVersion())
                        ? texts.of("ui.setup.drop.altered", place.getFileName(), other.version())
                        : texts.of("ui.setup.drop.other", place.getFileName(), other.version(), work.shippedVersion()));
                case Delivery.Nothing _ -> tasks.tell(Severity.WARNING, otherwise);
            }
        }, failed -> {
            if (failed instanceof ZipException) {
                tasks.tell(Severity.WARNING, texts.of("ui.setup.drop.packed", place.getFileName()));
            } else {
                tasks.tell(failed);
            }
        });
    }

    private void proposePlugin(Path place, Delivery.Ours ours) {
        Install shown = shown();
        Preset offered = surroundings.situation().chosen();
        if (shown == null || offered == null) {
            return;
        }
        Preset chosen = ours.preset().flatMap(name -> work.presets().stream()
                .filter(preset -> preset.id().equalsIgnoreCase(name)).findFirst()).orElse(offered);
        changes.propose(() -> work.planInstall(shown, chosen), plan -> new Proposed.Words(Severity.INFO,
                texts.of("ui.setup.propose.dropped", place.getFileName(), ours.version(), plan.root()),
                texts.of("ui.setup.propose.install.confirm"), texts.of("ui.setup.done.install")),
                () -> surroundings.examine(shown));
    }

    private void proposeNvse(Path place, Delivery.Nvse nvse) {
        Install shown = shown();
        if (shown != null) {
            changes.propose(() -> work.planNvse(shown, place, nvse), plan -> new Proposed.Words(Severity.INFO,
                    texts.of("ui.setup.propose.nvse", nvse.version(), plan.root()),
                    texts.of("ui.setup.propose.nvse.confirm"), texts.of("ui.setup.done.nvse", nvse.version())),
                    () -> surroundings.examine(shown));
        }
    }

    /** The install it would go into; without one that is said. */
    private @Nullable Install shown() {
        Install shown = surroundings.situation().install();
        if (shown == null) {
            tasks.tell(Severity.WARNING, texts.of("ui.setup.drop.noGame"));
        }
        return shown;
    }

    private void importPreset(Path file) {
        tasks.run(() -> imported(file), preset -> {
            surroundings.offer(preset);
            tasks.tell(Severity.GOOD, texts.of("ui.setup.done.preset", preset.id()));
        });
    }

    private Preset imported(Path file) throws IOException {
        Preset read = new PresetJson(work.engineBudgets()).read(file);
        return new Preset(work.customPresets().addFreely(read), read.budgets());
    }
}
