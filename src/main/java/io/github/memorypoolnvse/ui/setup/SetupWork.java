package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.deploy.Delivery;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.CustomPresets;
import io.github.memorypoolnvse.plugin.Preset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Setup page asks for and does. Every method blocks and is called off the JavaFX thread. Where the plugin is
 * in a mod of Mod Organizer 2 and not in the game folder, plans and settings are that mod's.
 */
public interface SetupWork {

    /** The version of the plugin that Install puts in place. */
    String shippedVersion();

    /** The presets offered, mildest first, the person's own last; reads a small file. */
    List<Preset> presets();

    /** The person's own presets, to be changed. */
    CustomPresets customPresets();

    /** The engine's own budgets in bytes, by the engine's name. */
    Map<String, Long> engineBudgets();

    /** Every copy of the game on this machine; the one chosen last comes first. */
    List<Install> installs();

    /** The install a folder or file chosen by hand means; it is remembered. */
    Optional<Install> choose(Path folder) throws IOException;

    /** Makes an install the first of {@link #installs()} from now on. */
    void remember(Install install) throws IOException;

    /** What there is to say about an install. */
    Examined examine(Install install);

    /** What installing, updating or repairing with a preset would change. */
    Plan planInstall(Install install, Preset preset) throws IOException;

    /** What only changing the preset would change. */
    Plan planPreset(Install install, Preset preset) throws IOException;

    /** The plugin's settings in place; empty when there are none. */
    Optional<PluginIni> settings(Install install) throws IOException;

    /** What only changing the settings would change. */
    Plan planSettings(Install install, PluginIni settings) throws IOException;

    /** What putting the plugin into a mod of its own in a mods folder would change. */
    Plan planOrganizerMod(Install install, Path mods, Preset preset) throws IOException;

    /** Writes the plugin with a preset as an archive that a mod manager installs. */
    void writeArchive(Path file, Preset preset) throws IOException;

    /**
     * What a zip archive or an unpacked folder brings.
     *
     * @throws java.util.zip.ZipException when a file is no zip archive
     */
    Delivery delivery(Path place) throws IOException;

    /** What putting xNVSE beside the executable would change; {@code place} is where it was found. */
    Plan planNvse(Install install, Path place, Delivery.Nvse delivery) throws IOException;

    /** What taking back the files of xNVSE that the manager put in place would change. */
    Plan planNvseBack(Install install) throws IOException;

    /** What setting the large-address flag in the executable, or taking it back, would change. */
    Plan planLargeAddress(Install install, boolean set) throws IOException;

    /**
     * Takes the mark of the web off the files of xNVSE and the plugin.
     *
     * @param elevated by a helper with an administrator's rights; the system asks the person first
     * @throws RightsNeededException when the system refused it and a helper may do it
     * @throws NotElevatedException when the person declined, or the helper did not succeed
     */
    void unblock(Install install, boolean elevated) throws IOException;

    /** Takes the write protection off the files the manager may replace; everything else as {@link #unblock}. */
    void makeWritable(Install install, boolean elevated) throws IOException;

    /**
     * Shows a folder in the desktop's file manager.
     *
     * @throws IOException when none could be started
     */
    void openFolder(Path folder) throws IOException;

    /**
     * Shows a page in the browser.
     *
     * @throws IOException when none could be started
     */
    void openPage(URI page) throws IOException;

    /** What uninstalling would change. */
    Plan planUninstall(Install install) throws IOException;

    /**
     * Does what a plan of this object says, whole or not at all.
     *
     * @throws RightsNeededException when Windows refused the folder and {@link #applyElevated} may do it
     * @throws io.github.memorypoolnvse.deploy.DeployException when it was refused or failed
     */
    void apply(Plan plan) throws IOException;

    /**
     * Lets one helper with an administrator's rights do exactly what a plan says; the system asks the person first.
     *
     * @throws IOException when the person declined or it did not succeed
     */
    void applyElevated(Plan plan) throws IOException;

    /**
     * Opens the Mod Organizer 2 that manages an install.
     *
     * @throws IOException when it cannot be started from here
     */
    void openOrganizer(Install install) throws IOException;

    /**
     * Starts the game with xNVSE.
     *
     * @throws io.github.memorypoolnvse.game.LoaderMissingException when xNVSE would be left out
     */
    void launch(Install install) throws IOException;
}
