package io.github.memorypoolnvse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Samples;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.plugin.TestPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCheckTest {

    @TempDir
    private Path folder;
    private Sandbox sandbox;
    private PluginCheck check;
    private List<Path> mods = List.of();

    @BeforeEach
    void makeSandbox() throws IOException {
        sandbox = new Sandbox(folder);
        check = new PluginCheck(TestPayload.version("1.0.0"), _ -> mods);
    }

    private List<String> ids() throws IOException {
        return check.check(sandbox.install()).stream().map(Finding::id).toList();
    }

    @Test
    void everyStateIsNamed() throws IOException {
        assertThat(ids()).containsExactly("plugin.absent");
        sandbox.install("0.9.0", "Ultra");
        assertThat(ids()).containsExactly("plugin.older");
        sandbox.install("1.1.0", "Ultra");
        assertThat(ids()).containsExactly("plugin.newer");
        sandbox.install("1.0.0", "Ultra");
        assertThat(ids()).containsExactly("plugin.current");
        sandbox.file("Data/NVSE/Plugins/MemoryPoolNVSE/jemalloc.dll", "eaten");
        assertThat(ids()).containsExactly("plugin.incomplete");
        sandbox.file("Data/NVSE/Plugins/MemoryPoolNVSE.dll", "altered");
        assertThat(ids()).containsExactly("plugin.altered");
    }

    @Test
    void aSecondCopyUnderAnotherNameIsFound() throws IOException {
        sandbox.install("1.0.0", "Ultra");
        Files.write(sandbox.game.resolve("Data/NVSE/Plugins/Copy of MemoryPoolNVSE.dll"), TestPayload.plugin("0.8.0"));

        assertThat(ids()).containsExactly("plugin.current", "plugin.twice");
    }

    @Test
    void aModManagersSwitchAndVortexAreNamed() throws IOException {
        sandbox.file("Data/NVSE/Plugins/MemoryPoolNVSE.dll.mohidden", "x");
        assertThat(ids()).containsExactly("plugin.absent", "plugin.disabled");
        sandbox.file("Data/vortex.deployment.json", Samples.text("vortex/vortex.deployment.json"));
        assertThat(ids()).containsExactly("plugin.absent", "plugin.disabled", "plugin.vortex");
    }

    @Test
    void whatAnAntivirusTookAwayIsNoMissingInstall() throws IOException {
        sandbox.install("1.0.0", "Ultra");
        Files.delete(sandbox.game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll"));
        assertThat(ids()).containsExactly("plugin.vanished");

        sandbox.install("1.0.0", "Ultra");
        sandbox.uninstall("1.0.0");
        assertThat(ids()).containsExactly("plugin.absent");
    }

    @Test
    void aModOfModOrganizerIsTheInstallAndASecondOneIsToldOf(@TempDir Path organizer) throws IOException {
        mods = List.of(organizer);
        assertThat(ids()).containsExactly("plugin.absent");
        Files.createDirectories(organizer.resolve("MemoryPoolNVSE/NVSE/Plugins"));
        Files.write(organizer.resolve("MemoryPoolNVSE/NVSE/Plugins/MemoryPoolNVSE.dll"), TestPayload.plugin("1.0.0"));
        assertThat(ids()).containsExactly("plugin.mod", "plugin.incomplete");

        sandbox.install("1.0.0", "Ultra");
        assertThat(check.check(sandbox.install())).extracting(Finding::id)
                .containsExactly("plugin.current", "plugin.modToo");
    }

    @Test
    void twoSpellingsAreReportedNotChosen() throws IOException {
        sandbox.file("Data/x", "").file("data/x", "");

        assertThat(ids()).containsExactly("plugin.spellings");
    }
}
