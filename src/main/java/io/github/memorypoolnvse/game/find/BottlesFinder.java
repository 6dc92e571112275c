package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.format.TextDecoding;
import io.github.memorypoolnvse.format.YamlScalars;
import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Bottles: the registry of each bottle and the programs its bottle.yml lists (manager facts 1.6). */
public final class BottlesFinder implements InstallFinder {

    private static final long MAX_BYTES = 4 << 20;

    private final List<Path> folders;

    /**
     * @param folders every folder that may hold bottles
     */
    public BottlesFinder(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Native and Flatpak places. */
    public static List<Path> folders(Path home, Path data) {
        return List.of(data.resolve("bottles/bottles"),
                home.resolve(".var/app/com.usebottles.bottles/data/bottles/bottles"));
    }

    @Override
    public String id() {
        return "bottles";
    }

    @Override
    public void find(Findings findings) throws IOException {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> bottles = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path bottle : bottles) {
                    WinePrefix prefix = new WinePrefix(bottle, WinePrefix.Runner.WINE);
                    programs(prefix, findings);
                    PrefixSearch.search(prefix, findings);
                }
            } catch (DirectoryIteratorException failed) {
                throw failed.getCause();
            }
        }
    }

    private static void programs(WinePrefix prefix, Findings findings) {
        Path file = prefix.folder().resolve("bottle.yml");
        try {
            if (!Files.exists(file) || Files.size(file) > MAX_BYTES) {
                return;
            }
            for (YamlScalars.Scalar scalar : YamlScalars.parse(TextDecoding.decode(Files.readAllBytes(file))).scalars()) {
                boolean program = scalar.path().getFirst().equals("External_Programs") && scalar.key().equals("path")
                        && scalar.value().toLowerCase(Locale.ROOT).endsWith("falloutnv.exe");
                if (program) {
                    PrefixPath.toHost(prefix.folder(), scalar.value())
                            .or(() -> StoredPath.of(scalar.value()))
                            .map(Path::getParent)
                            .ifPresent(folder -> findings.candidate(
                                    new Candidate(folder, Store.UNKNOWN, Optional.empty(), Optional.of(prefix))));
                }
            }
        } catch (IOException unreadable) {
            findings.problem("file", file, String.valueOf(unreadable.getMessage()));
        }
    }
}
