package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.platform.Registry;
import io.github.memorypoolnvse.platform.Registry.Hive;
import io.github.memorypoolnvse.platform.Registry.View;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The key the game's own launcher writes, in both views of the registry (manager facts 1.2). */
public final class BethesdaKeyFinder implements InstallFinder {

    static final String KEY = "Software\\Bethesda Softworks\\FalloutNV";
    static final String VALUE = "Installed Path";

    private final Registry registry;

    public BethesdaKeyFinder(Registry registry) {
        this.registry = registry;
    }

    @Override
    public String id() {
        return "bethesda";
    }

    @Override
    public void find(Findings findings) {
        for (View view : View.values()) {
            registry.value(Hive.LOCAL_MACHINE, view, KEY, VALUE).ifPresent(path -> {
                try {
                    findings.candidate(new Candidate(Path.of(path), Store.RETAIL));
                } catch (InvalidPathException damaged) {
                    findings.problem("path", path);
                }
            });
        }
    }
}
