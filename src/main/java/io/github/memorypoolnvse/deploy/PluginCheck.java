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
import io.github.memorypoolnvse.plugin.PluginIni;
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
        List<Path> mods = modFolders.of(install);
        DeployTarget place = DeployTarget.inUse(install, mods, payload.plugin().target());
        try {
            if (place instanceof OrganizerMod mod) {
                findings.add(Finding.of(Severity.INFO, "plugin.mod", mod.folder()));
            }
            findings.add(finding(state(place), place));
            settings(place).ifPresent(findings::add);
            secondPlace(place, mods).ifPresent(findings::add);
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

    /** What {@code place} holds, told by hashes and versions. */
    public PluginState state(DeployTarget place) throws IOException {
        Path plugin = place.file(payload.plugin().target());
        Optional<Fingerprint> found = disk.fingerprint(plugin);
        if (found.isEmpty()) {
            return PluginState.ABSENT;
        }
        if (found.get().equals(expected(payload.plugin()))) {
            return complete(place) ? PluginState.CURRENT : PluginState.INCOMPLETE;
        }
        int order = version(plugin).map(version -> version.compareTo(shipped())).orElse(0);
        return order < 0 ? PluginState.OLDER : order > 0 ? PluginState.NEWER : PluginState.ALTERED;
    }

    private Finding finding(PluginState state, DeployTarget place) throws IOException {
        Path plugin = place.file(payload.plugin().target());
        String version = version(plugin).map(Object::toString).orElse("?");
        return switch (state) {
            case ABSENT -> vanished(place)
                    ? Finding.of(Severity.PROBLEM, "plugin.vanished", plugin).mendedBy(Fix.INSTALL_PLUGIN)
                    : Finding.of(Severity.INFO, "plugin.absent", payload.version()).mendedBy(Fix.INSTALL_PLUGIN);
            case CURRENT -> Finding.of(Severity.GOOD, "plugin.current", payload.version());
            case OLDER -> Finding.of(Severity.WARNING, "plugin.older", version, payload.version())
                    .mendedBy(Fix.INSTALL_PLUGIN);
            case NEWER -> Finding.of(Severity.INFO, "plugin.newer", version, payload.version());
            case ALTERED -> Finding.of(Severity.WARNING, "plugin.altered", plugin).mendedBy(Fix.INSTALL_PLUGIN);
            case INCOMPLETE -> allFiles(place)
                    ? Finding.of(Severity.GOOD, "plugin.current", payload.version())
                    : Finding.of(Severity.PROBLEM, "plugin.incomplete").mendedBy(Fix.INSTALL_PLUGIN);
        };
    }

    /** Settings that cannot be read keep the plugin from its preset. */
    private static Optional<Finding> settings(DeployTarget place) throws IOException {
        Path file = place.file(PluginIni.TARGET);
        try {
            return readByPlugin(file) ? Optional.empty()
                    : Optional.of(Finding.of(Severity.PROBLEM, "plugin.settingsUtf16", file)
                            .mendedBy(Fix.INSTALL_PLUGIN));
        } catch (IOException unreadable) {
            return Optional.of(Finding.of(Severity.PROBLEM, "plugin.settingsUnreadable", file)
                    .mendedBy(Fix.SHOW_FILES));
        }
    }

    private static boolean readByPlugin(Path settings) throws IOException {
        return !Files.exists(settings) || PluginIni.readByPlugin(Files.readAllBytes(settings));
    }

    private Optional<Finding> secondPlace(DeployTarget place, List<Path> mods) {
        return mods.stream()
                .map(folder -> new OrganizerMod(place.install(), folder))
                .filter(mod -> !mod.equals(place) && mod.holds(payload.plugin().target()))
                .findFirst()
                .map(mod -> Finding.of(Severity.WARNING, "plugin.modToo", mod.folder()).mendedBy(Fix.SHOW_FILES));
    }

    /** The manager takes its receipt along; where that lies alone, somebody else took the plugin away. */
    private boolean vanished(DeployTarget place) throws IOException {
        return place.holds(Receipt.TARGET) && disabled(place.install().folder()).isEmpty();
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

    /** Settings the plugin cannot understand are put right as a missing file is. */
    private boolean complete(DeployTarget place) throws IOException {
        return allFiles(place)
                && settings(place).flatMap(Finding::fix).filter(Fix.INSTALL_PLUGIN::equals).isEmpty();
    }

    private boolean allFiles(DeployTarget place) throws IOException {
        for (PayloadFile file : payload.files()) {
            Optional<Fingerprint> found = disk.fingerprint(place.file(file.target()));
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
