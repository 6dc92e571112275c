package io.github.memorypoolnvse.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortableExecutableTest {

    @Test
    void readsVersionStringsSectionsAndFlag(@TempDir Path folder) throws IOException {
        Path file = TestExecutable.game().section(".bind").largeAddressAware()
                .string("ProductName", "Fallout: New Vegas").string("FileVersion", "1.4.0.525")
                .write(folder.resolve("FalloutNV.exe"));

        PortableExecutable image = PortableExecutable.read(file);

        assertThat(image.machine()).isEqualTo(PortableExecutable.MACHINE_I386);
        assertThat(image.timestamp()).isEqualTo(0x4E0D50EDL);
        assertThat(image.largeAddressAware()).isTrue();
        assertThat(image.hasSection(".bind")).isTrue();
        assertThat(image.checkSum()).isEqualTo(0x1234);
        // The offsets every patcher of the Steam executable uses (engine facts 5).
        assertThat(image.characteristicsOffset()).isEqualTo(0x136);
        assertThat(image.checkSumOffset()).isEqualTo(0x178);
        VersionResource version = image.version().orElseThrow();
        assertThat(version.file()).isEqualTo(new FileVersion(1, 4, 0, 525));
        assertThat(version.string("productname")).contains("Fallout: New Vegas");
        assertThat(version.mentions("NEW vegas")).isTrue();
    }

    @Test
    void readsTheDebuggerFileOfTheNoGoreEdition() throws IOException {
        byte[] bytes = TestExecutable.game().pdbPath("c:\\projects\\fallout\\FalloutNVng.pdb").bytes();

        assertThat(PortableExecutable.parse(bytes).pdbPath()).contains("c:\\projects\\fallout\\FalloutNVng.pdb");
    }

    @Test
    void hasNoVersionWithoutAResource() throws IOException {
        assertThat(PortableExecutable.parse(new TestExecutable().bytes()).version()).isEmpty();
    }

    @Test
    void aDamagedResourceDoesNotHideTheHeader() throws IOException {
        byte[] bytes = TestExecutable.game().bytes();
        for (int at = 0x600; at < 0x660; at++) {
            bytes[at] = (byte) 0xff;
        }

        PortableExecutable image = PortableExecutable.parse(bytes);

        assertThat(image.version()).isEmpty();
        assertThat(image.hasSection(".text")).isTrue();
    }

    @Test
    void refusesWhatIsNoExecutable() {
        assertThatThrownBy(() -> PortableExecutable.parse(new byte[0])).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> PortableExecutable.parse(new byte[0x40])).isInstanceOf(MalformedException.class);
        byte[] cut = Arrays.copyOf(TestExecutable.game().bytes(), 0x130);
        assertThatThrownBy(() -> PortableExecutable.parse(cut)).isInstanceOf(MalformedException.class);
    }
}
