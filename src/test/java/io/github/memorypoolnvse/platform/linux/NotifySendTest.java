package io.github.memorypoolnvse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.platform.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class NotifySendTest {

    @TempDir
    Path folder;

    @Test
    void theDesktopGetsTheWordsAsTheyAre() throws IOException {
        Path said = folder.resolve("said");
        NotifySend desktop = desktop("for word in \"$@\"; do printf '%s\\n' \"$word\" >> '" + said + "'; done");

        assertThat(desktop.available()).isTrue();
        desktop.show("MemoryPoolNVSE", "Blocks <32> & a\\b: $(id) 'x'\n-- rising");

        assertThat(Files.readAllLines(said)).endsWith("--", "MemoryPoolNVSE",
                "Blocks &lt;32&gt; &amp; a\\\\b: $(id) 'x'", "-- rising");
    }

    @Test
    void aDesktopThatRefusesIsKnown() throws IOException {
        NotifySend desktop = desktop("exit 1");

        assertThatThrownBy(() -> desktop.show("title", "text")).isInstanceOf(IOException.class)
                .hasMessageContaining("1");
    }

    @Test
    void withoutTheProgramThereAreNoNotices() {
        assertThat(new NotifySend(Programs.ofThisMachine(), "").available()).isFalse();
        assertThat(new NotifySend(Programs.ofThisMachine(), folder.toString()).available()).isFalse();
    }

    private NotifySend desktop(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("notify-send"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new NotifySend(Programs.ofThisMachine(), folder.resolve("nothing") + ":" + folder);
    }
}
