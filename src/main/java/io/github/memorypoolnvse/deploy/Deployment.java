package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.deploy.RunningPrograms.RunningProgram;
import io.github.memorypoolnvse.format.Attempts;
import io.github.memorypoolnvse.format.LargeAddressFlag;
import io.github.memorypoolnvse.format.PortableExecutable;
import io.github.memorypoolnvse.game.ExecutableFacts;
import io.github.memorypoolnvse.game.health.NvseFiles;
import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.Payload.PayloadFile;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, updates, repairs, changes the preset and uninstalls: plan, show, apply, verify, undo. Every operation
 * may be repeated. Blocking; for one thread at a time, and other managers are kept out by a lock.
 */
public final class Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private static final List<String> LOGS = List.of("Data/NVSE/Plugins/MemoryPoolNVSE.log",
            "Data/NVSE/Plugins/MemoryPoolNVSE.1.log", "Data/NVSE/Plugins/MemoryPoolNVSE.2.log",
            "Data/NVSE/Plugins/MemoryPoolNVSE.3.log");

    private final Payload payload;
    private final Presets presets;
    private final RunningPrograms running;
    private final FileOperations disk;
    private final JournalStore journals;
    private final TransactionRunner runner;
    private final JournalRebuild rebuild;
    private final Path locks;

    /**
     * @param managerData the manager's own folder, for journals and locks
     * @param running     what must not run while a folder changes
     */
    public Deployment(Payload payload, Presets presets, RunningPrograms running, Path managerData) {
        this(payload, presets, running, managerData,
                new RetryingFileOperations(new NioFileOperations(), Attempts.Pause.SLEEP));
    }

    Deployment(Payload payload, Presets presets, RunningPrograms running, Path managerData, FileOperations disk) {
        this.payload = payload;
        this.presets = presets;
        this.running = running;
        this.disk = disk;
        this.journals = new JournalStore(managerData.resolve("journals"), disk);
        this.runner = new TransactionRunner(disk, journals);
        this.rebuild = new JournalRebuild(payload, presets, disk);
        this.locks = managerData.resolve("locks");
    }

    /** Everything the plugin needs, with {@code preset} in its settings; also updates and repairs. */
    public Plan planInstall(DeployTarget target, Preset preset) throws IOException {
        PlanBuilder plan = builder(target);
        // The plugin comes last, so that it is never in place without what it loads.
        for (PayloadFile file : payload.files().reversed()) {
            plan.put(Part.PLUGIN, target.file(file.target()), payload.read(file));
        }
        putSettings(plan, target, preset);
        Optional<Path> metadata = target.metadata();
        if (metadata.isPresent()) {
            plan.put(Part.PLUGIN, metadata.get(), ModMetadata.bytes(payload.version()));
        }
        plan.putReceipt(target.file(Receipt.TARGET));
        return plan.build();
    }

    /** Only the settings, with {@code preset} in them. */
    public Plan planPreset(DeployTarget target, Preset preset) throws IOException {
        PlanBuilder plan = builder(target);
        putSettings(plan, target, preset);
        plan.putReceipt(target.file(Receipt.TARGET));
        return plan.build();
    }

    /** Only the settings, as {@code settings} says them. */
    public Plan planSettings(DeployTarget target, PluginIni settings) throws IOException {
        PlanBuilder plan = builder(target);
        plan.put(Part.PLUGIN, target.file(PluginIni.TARGET), settings.bytes());
        plan.putReceipt(target.file(Receipt.TARGET));
        return plan.build();
    }

    /** Everything back as it was before the manager first came, and the plugin's logs away. */
    public Plan planUninstall(DeployTarget target) throws IOException {
        Journal journal = journal(target);
        PlanBuilder plan = new PlanBuilder(target.root(), journal, disk);
        // The plugin goes first, so that it is never in place without what it loads; where something holds it, nothing
        // else has changed yet.
        List<Entry> entries = journal.entries().reversed().stream()
                .filter(entry -> entry.part() == Part.PLUGIN)
                .sorted(Comparator.comparing(entry -> !entry.path().endsWith(".dll")))
                .toList();
        for (Entry entry : entries) {
            plan.undo(entry);
        }
        for (String log : LOGS) {
            plan.removeProduct(target.file(log));
        }
        return plan.build();
    }

    /**
     * Only the large-address flag of the executable. Clearing a flag the manager set puts the original back.
     *
     * @throws DeployException when this executable must not be changed
     */
    public Plan planLargeAddress(DeployTarget.GameFolder target, boolean set) throws IOException {
        ExecutableFacts executable = target.install().executable();
        boolean changeable = switch (executable.variant()) {
            case PLAIN, PRACTICE -> true;
            case STEAM_WRAPPED, FOUR_GB_PATCHED, EPIC, NO_GORE, PACKED, OTHER_VERSION, UNREADABLE, UNKNOWN -> false;
        };
        if (!changeable) {
            throw new DeployException("notPatchable", executable.file());
        }
        Journal journal = journal(target);
        PlanBuilder plan = new PlanBuilder(target.root(), journal, disk);
        Optional<Entry> patched = journal.entries().stream()
                .filter(entry -> entry.part() == Part.LARGE_ADDRESS).findFirst();
        if (!set && patched.isPresent()) {
            plan.undo(patched.get());
        } else {
            byte[] image = disk.read(executable.file());
            boolean isSet = PortableExecutable.parse(image).largeAddressAware();
            plan.put(Part.LARGE_ADDRESS, executable.file(),
                    isSet == set ? image : LargeAddressFlag.with(image, set));
        }
        return plan.build();
    }

    /** The files of xNVSE beside the executable; those that were there are kept. */
    public Plan planNvse(DeployTarget.GameFolder target, Delivery.Nvse delivery) throws IOException {
        PlanBuilder plan = builder(target);
        for (String name : NvseFiles.SHIPPED) {
            byte[] content = delivery.files().get(name);
            if (content != null) {
                plan.put(Part.NVSE, target.file(name), content);
            }
        }
        plan.putReceipt(target.file(Receipt.TARGET));
        return plan.build();
    }

    /** The files of xNVSE as they were before {@link #planNvse} first put others in place. */
    public Plan planNvseBack(DeployTarget.GameFolder target) throws IOException {
        Journal journal = journal(target);
        PlanBuilder plan = new PlanBuilder(target.root(), journal, disk);
        for (Entry entry : journal.entries().reversed()) {
            if (entry.part() == Part.NVSE) {
                plan.undo(entry);
            }
        }
        plan.putReceipt(target.file(Receipt.TARGET));
        return plan.build();
    }

    /** Whether there is something {@link #planNvseBack} would take back. */
    public boolean broughtNvse(DeployTarget.GameFolder target) throws IOException {
        return stored(target).entries().stream().anyMatch(entry -> entry.part() == Part.NVSE);
    }

    /**
     * Does what {@code plan} says, as a whole or not at all.
     *
     * @throws DeployException when it was refused or failed; its text says the reason and the way out
     */
    public void apply(DeployTarget target, Plan plan) throws IOException {
        refuseWhileRunning(target);
        try (DeployLock lock = DeployLock.acquire(locks, plan.root())) {
            LOG.debug("changing {} under {}", plan.root(), lock);
            Journal journal = stored(target);
            if (!journal.equals(plan.basis())) {
                throw new DeployException("planOutdated");
            }
            if (plan.alters()) {
                runner.run(journal, plan);
            }
        }
    }

    /** Compares every file the manager put in place with what it wrote. */
    public List<VerifiedFile> verify(DeployTarget target) throws IOException {
        List<VerifiedFile> verified = new ArrayList<>();
        for (Entry entry : journal(target).entries()) {
            Path file = target.root().resolve(entry.path());
            verified.add(new VerifiedFile(entry.path(), entry.installed(), disk.fingerprint(file)));
        }
        return verified;
    }

    /** The settings in place; empty when there are none. */
    public Optional<PluginIni> settings(DeployTarget target) throws IOException {
        Path file = target.file(PluginIni.TARGET);
        return Files.exists(file) ? Optional.of(PluginIni.parse(named(file))) : Optional.empty();
    }

    /** A file's bytes; what fails names the file. */
    private byte[] named(Path file) throws IOException {
        try {
            return disk.read(file);
        } catch (FileSystemException tells) {
            throw tells;
        } catch (IOException unnamed) {
            FileSystemException failed = new FileSystemException(file.toString(), null, unnamed.getMessage());
            failed.initCause(unnamed);
            throw failed;
        }
    }

    /** Finishes or takes back whatever was cut off, in every folder; call it once at the start. */
    public void recover() throws IOException {
        for (Journal journal : journals.all()) {
            if (journal.running().isPresent() && Files.isDirectory(Path.of(journal.root()))) {
                recover(Path.of(journal.root()));
            }
        }
    }

    private void recover(Path root) throws IOException {
        try (DeployLock lock = DeployLock.acquire(locks, root)) {
            LOG.debug("recovering {} under {}", root, lock);
            Optional<Journal> journal = journals.load(root);
            if (journal.isPresent()) {
                runner.recover(journal.get());
            }
        }
    }

    private void putSettings(PlanBuilder plan, DeployTarget target, Preset preset) throws IOException {
        Optional<PluginIni> existing = settings(target);
        PluginIni settings = existing.isPresent() ? existing.get() : PluginIni.bundled();
        plan.put(Part.PLUGIN, target.file(PluginIni.TARGET), settings.with(preset, presets).bytes());
    }

    private PlanBuilder builder(DeployTarget target) throws IOException {
        return new PlanBuilder(target.root(), journal(target), disk);
    }

    /** The journal of a folder in which no transaction is cut off. */
    private Journal journal(DeployTarget target) throws IOException {
        Journal journal = stored(target);
        if (journal.running().isEmpty()) {
            return journal;
        }
        recover(target.root());
        return stored(target);
    }

    /** The journal that is kept, or the one the disk tells when that is lost. */
    private Journal stored(DeployTarget target) throws IOException {
        try {
            Optional<Journal> journal = journals.load(target.root());
            return journal.isPresent() ? journal.get() : rebuild.of(target);
        } catch (JournalStore.DamagedException damaged) {
            LOG.warn("{}; it is rebuilt from the disk", damaged.getMessage());
            return rebuild.of(target);
        }
    }

    private void refuseWhileRunning(DeployTarget target) throws DeployException {
        List<RunningProgram> programs = running.using(target);
        if (!programs.isEmpty()) {
            RunningProgram first = programs.getFirst();
            throw new DeployException("running", first.name(), first.pid());
        }
    }
}
