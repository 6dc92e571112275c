package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.format.TextDecoding;
import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.Install;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether xNVSE loaded the plugin when the game last started. */
public final class LastLoadCheck implements HealthCheck {

    private static final String LIBRARY = "MemoryPoolNVSE.dll";
    private static final long MAX_BYTES = 32L << 20;

    @Override
    public String id() {
        return "lastLoad";
    }

    @Override
    public List<Finding> check(Install install) throws IOException {
        Optional<Path> log = GamePath.existing(install.folder(), "nvse.log");
        Optional<Path> plugin = GamePath.existing(install.folder(), "Data/NVSE/Plugins/" + LIBRARY);
        boolean told = log.isPresent() && plugin.isPresent() && Files.size(log.get()) <= MAX_BYTES
                && Files.getLastModifiedTime(log.get()).compareTo(Files.getLastModifiedTime(plugin.get())) > 0;
        if (!told) {
            return List.of();
        }
        Optional<NvseLog> line = NvseLog.parse(TextDecoding.decode(Files.readAllBytes(log.get())), LIBRARY);
        if (line.isEmpty()) {
            return List.of(Finding.of(Severity.WARNING, "lastLoad.unseen"));
        }
        return List.of(line.get().loaded()
                ? Finding.of(Severity.GOOD, "lastLoad.loaded")
                : Finding.of(Severity.PROBLEM, "lastLoad.refused", line.get().reason()));
    }
}
