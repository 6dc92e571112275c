package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import io.github.memorypoolnvse.platform.Registry;
import io.github.memorypoolnvse.platform.Registry.Hive;
import io.github.memorypoolnvse.platform.Registry.View;
import io.github.memorypoolnvse.platform.WineRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The game launcher's key inside plain Wine prefixes, such as ~/.wine. */
public final class PrefixKeyFinder implements InstallFinder {

    private final List<Path> prefixes;

    public PrefixKeyFinder(List<Path> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    @Override
    public String id() {
        return "wine";
    }

    @Override
    public void find(Findings findings) {
        for (Path folder : prefixes) {
            if (Files.exists(folder.resolve("system.reg"))) {
                search(new WinePrefix(folder, WinePrefix.Runner.WINE), findings);
            }
        }
    }

    private static void search(WinePrefix prefix, Findings findings) {
        try {
            Registry registry = WineRegistry.open(prefix.folder());
            for (View view : View.values()) {
                registry.value(Hive.LOCAL_MACHINE, view, BethesdaKeyFinder.KEY, BethesdaKeyFinder.VALUE)
                        .ifPresent(path -> PrefixPath.toHost(prefix.folder(), path).ifPresentOrElse(
                                host -> findings.candidate(
                                        new Candidate(host, Store.RETAIL, Optional.empty(), Optional.of(prefix))),
                                () -> findings.problem("path", path)));
            }
        } catch (IOException unreadable) {
            findings.problem("file", prefix.folder().resolve("system.reg"), String.valueOf(unreadable.getMessage()));
        }
    }
}
