package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.WinePrefix;
import java.nio.file.Path;
import java.util.List;

/** Plain Wine prefixes, such as ~/.wine, by the registry and the manifests inside them. */
public final class WinePrefixFinder implements InstallFinder {

    private final List<Path> prefixes;

    public WinePrefixFinder(List<Path> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    @Override
    public String id() {
        return "wine";
    }

    @Override
    public void find(Findings findings) {
        prefixes.forEach(folder -> PrefixSearch.search(new WinePrefix(folder, WinePrefix.Runner.WINE), findings));
    }
}
