package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.plugin.Preset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an install is like. Each part is an answer of its own: one that cannot be had leaves the others as they are.
 *
 * @param place where the plugin is, or where it will be put
 * @param state what is there; where nobody can tell, something that wants repair
 * @param inPlace the preset in place; empty when there are no settings or they name none
 * @param budgets those in the settings in place, in bytes, by the engine's name
 * @param modFolders the mods folders of the Mod Organizer 2 instances that manage the install
 * @param broughtNvse whether the manager put files of xNVSE in place
 */
public record Examined(List<Finding> findings, DeployTarget place, PluginState state, Optional<Preset> inPlace,
        Map<String, Long> budgets, List<Path> modFolders, boolean broughtNvse) {

    public Examined {
        findings = List.copyOf(findings);
        budgets = Map.copyOf(budgets);
        modFolders = List.copyOf(modFolders);
    }
}
