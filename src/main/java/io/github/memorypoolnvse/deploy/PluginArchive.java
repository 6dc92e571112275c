package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.Payload.PayloadFile;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The plugin as an archive that Vortex and Mod Organizer 2 install: paths below the game's Data folder. The same
 * plugin and preset always make the same bytes.
 */
public final class PluginArchive {

    private static final String DATA = "Data/";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Payload payload;
    private final Presets presets;

    public PluginArchive(Payload payload, Presets presets) {
        this.payload = payload;
        this.presets = presets;
    }

    /** Writes the archive with {@code preset} in its settings; an existing file is replaced in one step. */
    public void write(Path archive, Preset preset) throws IOException {
        Path file = archive.toAbsolutePath();
        NioFileOperations disk = new NioFileOperations();
        Path staged = file.resolveSibling(file.getFileName() + Change.NEW);
        disk.write(staged, bytes(preset));
        new RetryingFileOperations(disk, RetryingFileOperations.Pause.SLEEP).move(staged, file);
        Files.deleteIfExists(staged);
    }

    byte[] bytes(Preset preset) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (PayloadFile file : payload.files()) {
            contents.put(inData(file.target()), payload.read(file));
        }
        contents.put(inData(PluginIni.TARGET), PluginIni.bundled().with(preset, presets).bytes());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String inData(String target) throws IOException {
        if (!target.startsWith(DATA)) {
            throw new IOException("not inside Data: " + target);
        }
        return target.substring(DATA.length());
    }
}
