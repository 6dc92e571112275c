package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.ExecutableFacts;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.InstallInspector;
import io.github.memorypoolnvse.game.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks every finder, keeps what is really an install, and names each folder once. */
public final class InstallDetector {


    private static final String LANGUAGE_FOLDER = "Fallout New Vegas ";

    private final List<InstallFinder> finders;
    private final InstallInspector inspector;

    public InstallDetector(List<InstallFinder> finders, InstallInspector inspector) {
        this.finders = List.copyOf(finders);
        this.inspector = inspector;
    }

    /** Looks everywhere. Blocking; a second or less on a usual machine. */
    public Detection detect() {
        Round round = new Round();
        for (InstallFinder finder : finders) {
            round.finder = finder.id();
            try {
                finder.find(round);
            } catch (IOException | RuntimeException failed) {
                round.problem("source", Objects.toString(failed.getMessage(), failed.getClass().getSimpleName()));
            }
        }
        return new Detection(round.installs, round.problems);
    }

    /**
     * The install a path chosen by hand means: that folder, the folder of that file, the folder around that
     * {@code Data}, or the one game folder inside it where a store keeps one a language (manager facts 1.4).
     */
    public Optional<Install> inspect(Path chosen) {
        Path folder = chosen.toAbsolutePath().normalize();
        if (Files.isRegularFile(folder)) {
            folder = folder.getParent();
        }
        Optional<Install> install = inspect(new Candidate(folder, Store.UNKNOWN), "folder");
        Path parent = folder.getParent();
        if (install.isEmpty() && parent != null && folder.getFileName().toString().equalsIgnoreCase("Data")) {
            install = inspect(new Candidate(parent, Store.UNKNOWN), "folder");
        }
        return install.or(() -> onlyInside(chosen));
    }

    private Optional<Install> onlyInside(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            List<Install> inside = children
                    .filter(child -> child.getFileName().toString().startsWith(LANGUAGE_FOLDER))
                    .sorted()
                    .flatMap(child -> inspect(new Candidate(child, Store.UNKNOWN), "folder").stream())
                    .toList();
            return inside.size() == 1 ? Optional.of(inside.getFirst()) : Optional.empty();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Install> inspect(Candidate candidate, String finder) {
        Path folder = real(candidate.folder());
        Optional<ExecutableFacts> executable = inspector.executable(folder);
        if (executable.isEmpty()) {
            return Optional.empty();
        }
        Store byFiles = inspector.storeByFiles(folder, executable.get());
        Store store = candidate.store() == Store.UNKNOWN || candidate.store() == Store.RETAIL
                || byFiles == Store.PRACTICE ? byFiles : candidate.store();
        if (store == Store.UNKNOWN) {
            store = candidate.store();
        }
        return Optional.of(new Install(folder, store, candidate.storeId(), executable.get(), candidate.prefix(),
                new LinkedHashSet<>(List.of(finder))));
    }

    /** One spelling for a folder reached through links. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException missing) {
            return folder.toAbsolutePath().normalize();
        }
    }

    private final class Round implements InstallFinder.Findings {

        private final List<Install> installs = new ArrayList<>();
        private final List<Detection.Problem> problems = new ArrayList<>();
        private String finder = "";

        @Override
        public void candidate(Candidate candidate) {
            Optional<Install> install = inspect(candidate, finder);
            if (install.isEmpty()) {
                problem("noGame", candidate.folder());
                return;
            }
            for (int at = 0; at < installs.size(); at++) {
                if (same(installs.get(at).folder(), install.get().folder())) {
                    installs.set(at, installs.get(at).mergedWith(install.get()));
                    return;
                }
            }
            installs.add(install.get());
        }

        @Override
        public void problem(String key, Object... arguments) {
            problems.add(new Detection.Problem(finder, key, Arrays.stream(arguments).map(String::valueOf).toList()));
        }

        private static boolean same(Path first, Path second) {
            try {
                return Files.isSameFile(first, second);
            } catch (IOException unknown) {
                return first.equals(second);
            }
        }
    }
}
