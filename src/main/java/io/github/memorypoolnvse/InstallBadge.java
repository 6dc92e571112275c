package io.github.memorypoolnvse;

import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.Store;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an install is told from others in a few words: whose copy it is, and what runs it. */
public final class InstallBadge {

    private final Texts texts;

    public InstallBadge(Texts texts) {
        this.texts = texts;
    }

    /** Such as "Steam · Proton". */
    public String of(Install install) {
        return Stream.concat(Stream.of(owner(install)), install.prefix().stream()
                .map(prefix -> prefix.runner().title())).collect(Collectors.joining(" · "));
    }

    /** The store; for a copy that no store knows, the program or the person that named it. */
    private String owner(Install install) {
        return install.store() == Store.UNKNOWN && !install.foundBy().isEmpty()
                ? texts.of("finder." + install.foundBy().getFirst())
                : install.store().title();
    }
}
