package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.deploy.DeployTarget.OrganizerMod;
import io.github.memorypoolnvse.format.FileVersion;
import io.github.memorypoolnvse.format.PortableExecutable;
import io.github.memorypoolnvse.format.VersionResource;
import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.VortexDeployment;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.game.health.HealthCheck;
import io.github.memorypoolnvse.game.health.ModFolders;
import io.github.memorypoolnvse.game.health.Severity;
import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.Payload.PayloadFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What state the plugin itself is in. */
public final class PluginCheck implements HealthCheck {

    private static final String PLUGINS = "Data/NVSE/Plugins";
    private static final String PRODUCT = "MemoryPoolNVSE";
    private static final List<String> DISABLED_ENDINGS = List.of(".mohidden", ".vortex_backup", ".disabled", ".off");

    private final Payload payload;
    private final ModFolders modFolders;
    private final FileOperations disk = new NioFileOperations();

    public PluginCheck(Payload payload, ModFolders modFolders) {
        this.payload = payload;
        this.modFolders = modFolders;
    }

    @Override
    public String id() {
        return "plugin";
    }

    @Override
    public List<Finding> check(Install install) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try {
            PluginState state = state(install.folder());
            Optional<Path> mod = mod(install);
            findings.add(state != PluginState.ABSENT || mod.isEmpty() ? finding(state, install.folder())
                    : Finding.of(Severity.INFO, "plugin.mod", mod.get()));
            if (state != PluginState.ABSENT && mod.isPresent()) {
                findings.add(Finding.of(Severity.WARNING, "plugin.modToo", mod.get()).mendedBy(Fix.SHOW_FILES));
            }
        } catch (GamePath.AmbiguousException twice) {
            findings.add(Finding.of(Severity.PROBLEM, "plugin.spellings", twice.spellings()).mendedBy(Fix.SHOW_FILES));
            return findings;
        }
        disabled(install.folder()).ifPresent(findings::add);
        if (ownedByVortex(install.folder())) {
            findings.add(Finding.of(Severity.INFO, "plugin.vortex"));
        }
        for (Path copy : otherCopies(install.folder())) {
            findings.add(Finding.of(Severity.PROBLEM, "plugin.twice", copy).mendedBy(Fix.SHOW_FILES));
        }
        return findings;
    }

    /** What {@code folder} holds, told by hashes and versions. */
    public PluginState state(Path folder) throws IOException {
        Path plugin = GamePath.resolve(folder, payload.plugin().target());
        Optional<Fingerprint> found = disk.fingerprint(plugin);
        if (found.isEmpty()) {
            return PluginState.ABSENT;
        }
        if (found.get().equals(expected(payload.plugin()))) {
            return complete(folder) ? PluginState.CURRENT : PluginState.INCOMPLETE;
        }
        int order = version(plugin).map(version -> version.compareTo(shipped())).orElse(0);
        return order < 0 ? PluginState.OLDER : order > 0 ? PluginState.NEWER : PluginState.ALTERED;
    }

    private Finding finding(PluginState state, Path folder) throws IOException {
        Path plugin = GamePath.resolve(folder, payload.plugin().target());
        String version = version(plugin).map(Object::toString).orElse("?");
        return switch (state) {
            case ABSENT -> vanished(folder)
                    ? Finding.of(Severity.PROBLEM, "plugin.vanished", plugin).mendedBy(Fix.INSTALL_PLUGIN)
                    : Finding.of(Severity.INFO, "plugin.absent", payload.version()).mendedBy(Fix.INSTALL_PLUGIN);
            case CURRENT -> Finding.of(Severity.GOOD, "plugin.current", payload.version());
            case OLDER -> Finding.of(Severity.WARNING, "plugin.older", version, payload.version())
                    .mendedBy(Fix.INSTALL_PLUGIN);
            case NEWER -> Finding.of(Severity.INFO, "plugin.newer", version, payload.version());
            case ALTERED -> Finding.of(Severity.WARNING, "plugin.altered", plugin).mendedBy(Fix.INSTALL_PLUGIN);
            case INCOMPLETE -> Finding.of(Severity.PROBLEM, "plugin.incomplete").mendedBy(Fix.INSTALL_PLUGIN);
        };
    }

    /** The manager takes its receipt along; where that lies alone, somebody else took the plugin away. */
    private boolean vanished(Path folder) throws IOException {
        return GamePath.existing(folder, Receipt.TARGET).isPresent() && disabled(folder).isEmpty();
    }

    /** The folder of the mod that holds the plugin for Mod Organizer 2. */
    private Optional<Path> mod(Install install) throws IOException {
        String inMod = OrganizerMod.NAME + payload.plugin().target().substring("Data".length());
        return modFolders.of(install).stream()
                .filter(mods -> GamePath.existing(mods, inMod).isPresent())
                .map(mods -> mods.resolve(OrganizerMod.NAME))
                .findFirst();
    }

    /** Mod managers switch a file off by another ending. */
    private Optional<Finding> disabled(Path folder) throws IOException {
        String target = payload.plugin().target();
        if (disk.fingerprint(GamePath.resolve(folder, target)).isPresent()) {
            return Optional.empty();
        }
        return DISABLED_ENDINGS.stream()
                .flatMap(ending -> GamePath.existing(folder, target + ending).stream())
                .findFirst()
                .map(file -> Finding.of(Severity.WARNING, "plugin.disabled", file).mendedBy(Fix.SHOW_FILES));
    }

    private boolean ownedByVortex(Path folder) throws IOException {
        Optional<Path> data = GamePath.existing(folder, "Data").filter(Files::isDirectory);
        Path plugin = GamePath.resolve(folder, payload.plugin().target());
        return data.isPresent() && VortexDeployment.read(data.get()).lists(data.get().relativize(plugin));
    }

    private boolean complete(Path folder) throws IOException {
        for (PayloadFile file : payload.files()) {
            Optional<Fingerprint> found = disk.fingerprint(GamePath.resolve(folder, file.target()));
            if (found.filter(expected(file)::equals).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<Path> otherCopies(Path folder) throws IOException {
        Path plugin = GamePath.resolve(folder, payload.plugin().target());
        Optional<Path> plugins = GamePath.existing(folder, PLUGINS).filter(Files::isDirectory);
        List<Path> copies = new ArrayList<>();
        if (plugins.isEmpty()) {
            return copies;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(plugins.get())) {
            for (Path file : files) {
                boolean library = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".dll");
                if (library && !file.equals(plugin) && product(file).filter(PRODUCT::equals).isPresent()) {
                    copies.add(file);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return copies;
    }

    private static Fingerprint expected(PayloadFile file) {
        return new Fingerprint(file.size(), file.sha256());
    }

    private FileVersion shipped() {
        String[] parts = payload.version().split("[.-]");
        int[] numbers = new int[4];
        for (int at = 0; at < Math.min(parts.length, numbers.length); at++) {
            numbers[at] = parts[at].chars().allMatch(Character::isDigit) ? Integer.parseInt(parts[at]) : 0;
        }
        return new FileVersion(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static Optional<FileVersion> version(Path file) {
        return resource(file).map(VersionResource::file);
    }

    private static Optional<String> product(Path file) {
        return resource(file).flatMap(resource -> resource.string("ProductName"));
    }

    private static Optional<VersionResource> resource(Path file) {
        try {
            return PortableExecutable.read(file).version();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
