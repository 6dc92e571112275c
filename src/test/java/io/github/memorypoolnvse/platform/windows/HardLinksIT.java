package io.github.memorypoolnvse.platform.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import io.github.memorypoolnvse.platform.FileLinks;
import io.github.memorypoolnvse.telemetry.WineProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a Windows program is told about hard links by the manager's own calls, read as the manager reads it. */
@EnabledOnOs(OS.LINUX)
class HardLinksIT {

    @TempDir
    private Path folder;

    @Test
    @Timeout(180)
    void theNamesOfAFileAreCounted() throws Exception {
        Path file = Files.writeString(folder.resolve("staged.dll"), "the plugin");
        assertThat(namesOnWindows(file)).isEqualTo(1).isEqualTo(FileLinks.ofThisMachine().names(file));

        Files.createLink(folder.resolve("deployed.dll"), file);
        assertThat(namesOnWindows(file)).isEqualTo(2).isEqualTo(FileLinks.ofThisMachine().names(file));
    }

    private static int namesOnWindows(Path file) throws Exception {
        try (WineProgram program = WineProgram.start("win64", WineProgram.windowsReader(), "--links", "Z:" + file)) {
            byte[] info = HexFormat.of().parseHex(program.wholeOutput().strip());
            assertThat(info).hasSize(WindowsFileLinks.STANDARD_INFO_BYTES);
            try (Memory memory = new Memory(info.length)) {
                memory.write(0, info, 0, info.length);
                return WindowsFileLinks.names(memory);
            }
        }
    }
}
