package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.format.TestExecutable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** xNVSE as people get it: its files, below a folder, in a zip archive or unpacked. */
public final class NvseArchive {

    private static final List<String> NAMES = List.of("nvse_1_4.dll", "nvse_editor_1_4.dll", "nvse_loader.exe",
            "nvse_steam_loader.dll");

    private NvseArchive() {
    }

    /** The content every file of version 6.4.8 has here. */
    public static byte[] content() {
        return TestExecutable.nvse(6, 4, 8).bytes();
    }

    public static Path zip(Path file, String folder) throws IOException {
        Map<String, byte[]> contents = new HashMap<>(Map.of(folder + "readme.txt", new byte[1]));
        NAMES.forEach(name -> contents.put(folder + name, content()));
        Files.write(file, StableZip.bytes(contents));
        return file;
    }

    public static Path unpacked(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : NAMES) {
            Files.write(folder.resolve(name), content());
        }
        return folder;
    }
}
