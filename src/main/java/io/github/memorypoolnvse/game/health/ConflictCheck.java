package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.format.IniDocument;
import io.github.memorypoolnvse.format.PortableExecutable;
import io.github.memorypoolnvse.format.VersionResource;
import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.Install;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Other programs that own the same memory functions (engine facts 4): only one may. */
public final class ConflictCheck implements HealthCheck {

    private static final String PLUGINS = "Data/NVSE/Plugins";
    private static final String STUTTER_REMOVER = PLUGINS + "/sr_New_Vegas_Stutter_Remover.ini";
    private static final String NVSE_CONFIG = "Data/NVSE/nvse_config.ini";

    @Override
    public String id() {
        return "conflict";
    }

    @Override
    public List<Finding> check(Install install) throws IOException {
        Path folder = install.folder();
        List<Finding> findings = new ArrayList<>();
        heapReplacer(folder).ifPresent(findings::add);
        stutterRemover(folder).ifPresent(findings::add);
        for (Path library : libraries(folder)) {
            String name = library.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.contains("psycho")) {
                findings.add(conflict("conflict.psycho", library));
            } else if (name.contains("rpmalloc")) {
                findings.add(conflict("conflict.rpmalloc", library));
            }
        }
        nvseHeapSize(folder).ifPresent(findings::add);
        return findings;
    }

    private static Finding conflict(String id, Path file) {
        return Finding.of(Severity.PROBLEM, id, file).mendedBy(Fix.SHOW_FILES);
    }

    /** NVHR stands in for a Direct3D helper library, which otherwise nobody puts beside the game. */
    private static Optional<Finding> heapReplacer(Path folder) {
        Optional<Path> proxy = GamePath.existing(folder, "d3dx9_38.dll");
        boolean microsofts = proxy.flatMap(ConflictCheck::company)
                .filter(company -> company.startsWith("Microsoft")).isPresent();
        boolean traces = GamePath.existing(folder, "Data/NVHR").isPresent()
                || GamePath.existing(folder, "hr.log").isPresent();
        return proxy.filter(_ -> traces || !microsofts).map(file -> conflict("conflict.nvhr", file));
    }

    private static Optional<String> company(Path file) {
        try {
            return PortableExecutable.read(file).version().flatMap(version -> version.string("CompanyName"));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Finding> stutterRemover(Path folder) throws IOException {
        Optional<Path> file = GamePath.existing(folder, STUTTER_REMOVER);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        boolean replaces = IniDocument.parse(Files.readAllBytes(file.get())).value("Master", "bReplaceHeap")
                .filter(value -> value.startsWith("1")).isPresent();
        return replaces ? Optional.of(conflict("conflict.stutterRemover", file.get())) : Optional.empty();
    }

    private static Optional<Finding> nvseHeapSize(Path folder) throws IOException {
        Optional<Path> file = GamePath.existing(folder, NVSE_CONFIG);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return IniDocument.parse(Files.readAllBytes(file.get())).value("Memory", "DefaultHeapInitialAllocMB")
                .map(size -> Finding.of(Severity.INFO, "conflict.nvseMemory", size));
    }

    private static List<Path> libraries(Path folder) throws IOException {
        List<Path> libraries = new ArrayList<>();
        List<Path> places = new ArrayList<>(List.of(folder));
        GamePath.existing(folder, PLUGINS).filter(Files::isDirectory).ifPresent(places::add);
        for (Path place : places) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(place, ConflictCheck::isLibrary)) {
                files.forEach(libraries::add);
            } catch (DirectoryIteratorException failed) {
                throw failed.getCause();
            }
        }
        return libraries;
    }

    private static boolean isLibrary(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".dll");
    }
}
