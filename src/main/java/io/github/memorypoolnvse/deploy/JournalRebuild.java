package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.format.MalformedException;
import io.github.memorypoolnvse.format.PortableExecutable;
import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.Payload.PayloadFile;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The journal of a folder whose own is lost, told from the disk: by the receipt beside the plugin, or, without one,
 * our files by their hash or what they say they are, and the originals by the names under which they are kept. What
 * is not surely ours counts as somebody else's.
 */
final class JournalRebuild {

    private static final String PRODUCT = "MemoryPoolNVSE";

    private final Payload payload;
    private final Presets presets;
    private final FileOperations disk;

    JournalRebuild(Payload payload, Presets presets, FileOperations disk) {
        this.payload = payload;
        this.presets = presets;
        this.disk = disk;
    }

    Journal of(DeployTarget target) throws IOException {
        Path receiptFile = target.file(Receipt.TARGET);
        Optional<Fingerprint> receiptNow = disk.fingerprint(receiptFile);
        if (receiptNow.isPresent()) {
            Optional<Receipt> receipt = Receipt.parse(disk.read(receiptFile));
            if (receipt.isPresent()) {
                return of(target, receipt.get(), new Entry(relative(target, receiptFile), Part.PLUGIN,
                        Optional.empty(), receiptNow.get(), false));
            }
        }
        return withoutReceipt(target);
    }

    private Journal of(DeployTarget target, Receipt receipt, Entry own) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : receipt.entries()) {
            Path file = target.root().resolve(entry.path());
            finishCutOff(file);
            boolean originalLost = entry.original().isPresent()
                    && disk.fingerprint(named(file, Change.ORIGINAL)).isEmpty();
            if (!originalLost) {
                entries.add(entry);
            }
        }
        entries.add(own);
        // The flag may have been set after the receipt was written.
        if (entries.stream().noneMatch(entry -> entry.part() == Part.LARGE_ADDRESS)) {
            addExecutable(entries, target);
        }
        return new Journal(Journal.SCHEMA, target.root().toString(), entries, receipt.directories(), Optional.empty());
    }

    private Journal withoutReceipt(DeployTarget target) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (PayloadFile file : payload.files().reversed()) {
            add(entries, target, Part.PLUGIN, target.file(file.target()));
        }
        add(entries, target, Part.PLUGIN, target.file(PluginIni.TARGET));
        Optional<Path> metadata = target.metadata();
        if (metadata.isPresent()) {
            add(entries, target, Part.PLUGIN, metadata.get());
        }
        addExecutable(entries, target);
        List<String> directories = entries.isEmpty() ? List.of() : directories(target);
        return new Journal(Journal.SCHEMA, target.root().toString(), entries, directories, Optional.empty());
    }

    private void addExecutable(List<Entry> entries, DeployTarget target) throws IOException {
        if (target instanceof DeployTarget.GameFolder) {
            add(entries, target, Part.LARGE_ADDRESS, target.install().executable().file());
        }
    }

    /** Those that bear the plugin's name; whoever made the others above them, they may stay. */
    private List<String> directories(DeployTarget target) throws IOException {
        SequencedSet<String> directories = new LinkedHashSet<>();
        for (PayloadFile file : payload.files()) {
            Path directory = target.root();
            boolean named = false;
            for (Path name : target.root().relativize(target.file(file.target()).getParent())) {
                directory = directory.resolve(name);
                named |= name.toString().equalsIgnoreCase(PRODUCT);
                if (named) {
                    directories.add(relative(target, directory));
                }
            }
        }
        return List.copyOf(directories);
    }

    private static String relative(DeployTarget target, Path path) {
        return target.root().relativize(path).toString().replace('\\', '/');
    }

    private void add(List<Entry> entries, DeployTarget target, Part part, Path file) throws IOException {
        finishCutOff(file);
        Optional<Fingerprint> original = disk.fingerprint(named(file, Change.ORIGINAL));
        if (part == Part.LARGE_ADDRESS && original.isEmpty()) {
            return;
        }
        Optional<Fingerprint> now = disk.fingerprint(file);
        boolean ours = now.isPresent() && ours(file, now.get(), original);
        if (original.isEmpty() && !ours) {
            return;
        }
        Fingerprint installed = now.or(() -> original).orElseThrow();
        entries.add(new Entry(relative(target, file), part, original, installed, now.isPresent() && !ours));
    }

    /** A transaction whose journal is gone can only be taken back. */
    private void finishCutOff(Path file) throws IOException {
        Path previous = named(file, Change.PREVIOUS);
        if (disk.fingerprint(file).isEmpty() && disk.fingerprint(previous).isPresent()) {
            disk.move(previous, file);
        }
        for (String leftover : new String[] {Change.NEW, Change.PREVIOUS}) {
            if (disk.fingerprint(named(file, leftover)).isPresent()) {
                disk.delete(named(file, leftover));
            }
        }
    }

    private boolean ours(Path file, Fingerprint now, Optional<Fingerprint> original) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".exe")) {
            // An executable with an original beside it that differs is the one whose flag the manager set.
            return original.filter(kept -> kept.size() == now.size() && !kept.equals(now)).isPresent();
        }
        return name.endsWith(".ini") ? isSettings(now) : isPayload(now) || isPlugin(file);
    }

    private boolean isPayload(Fingerprint now) {
        return payload.files().stream().anyMatch(file -> now.equals(new Fingerprint(file.size(), file.sha256())));
    }

    private static boolean isPlugin(Path file) throws IOException {
        if (!file.getFileName().toString().equalsIgnoreCase(PRODUCT + ".dll")) {
            return false;
        }
        try {
            return PortableExecutable.read(file).version()
                    .flatMap(version -> version.string("ProductName"))
                    .filter(PRODUCT::equals).isPresent();
        } catch (MalformedException notALibrary) {
            return false;
        }
    }

    /** The settings as they ship, with any preset, or what a mod organizer is told. */
    private boolean isSettings(Fingerprint now) throws IOException {
        PluginIni shipped = PluginIni.bundled();
        for (Preset preset : presets.presets()) {
            if (now.equals(Fingerprint.of(shipped.with(preset, presets).bytes()))) {
                return true;
            }
        }
        return now.equals(Fingerprint.of(ModMetadata.bytes(payload.version())));
    }

    private static Path named(Path file, String end) {
        return file.resolveSibling(file.getFileName() + end);
    }
}
