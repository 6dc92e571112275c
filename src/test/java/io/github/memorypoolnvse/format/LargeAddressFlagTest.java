package io.github.memorypoolnvse.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeAddressFlagTest {

    @Test
    void changesTheFlagAndTheChecksumAndNothingElse() throws IOException {
        byte[] image = TestExecutable.game().bytes();

        byte[] changed = LargeAddressFlag.with(image, true);

        List<Integer> differences = new ArrayList<>();
        for (int at = 0; at < image.length; at++) {
            if (image[at] != changed[at]) {
                differences.add(at);
            }
        }
        assertThat(differences).isSubsetOf(0x136, 0x178, 0x179, 0x17A, 0x17B).contains(0x136);
        assertThat(changed[0x136]).isEqualTo((byte) 0x22);
        assertThat(PortableExecutable.parse(changed).largeAddressAware()).isTrue();
    }

    @Test
    void clearsWhatItSet() throws IOException {
        byte[] set = LargeAddressFlag.with(TestExecutable.game().bytes(), true);
        byte[] cleared = LargeAddressFlag.with(set, false);

        assertThat(PortableExecutable.parse(cleared).largeAddressAware()).isFalse();
        assertThat(LargeAddressFlag.with(cleared, true)).isEqualTo(set);
    }

    /** The words' sum with carry is the sum modulo 65535; computed here the other way round. */
    @Test
    void computesTheLoadersChecksum() throws IOException {
        byte[] image = LargeAddressFlag.with(TestExecutable.game().bytes(), true);
        long sum = 0;
        for (int at = 0; at < image.length; at++) {
            boolean own = at >= 0x178 && at < 0x17C;
            sum += own ? 0 : (long) (image[at] & 0xff) << (at % 2 * 8);
        }

        assertThat(PortableExecutable.parse(image).checkSum()).isEqualTo(sum % 0xffff + image.length);
    }

    /** A header may claim to have no optional part and end right behind itself. */
    @Test
    void refusesAHeaderWithoutAChecksum() {
        byte[] image = Arrays.copyOf(TestExecutable.game().bytes(), 0x120 + 24);
        image[0x126] = 0;
        image[0x134] = 0;

        assertThatThrownBy(() -> LargeAddressFlag.with(image, true)).isInstanceOf(MalformedException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void refusesWhatIsNoExecutable() {
        assertThatThrownBy(() -> LargeAddressFlag.with(new byte[100], true)).isInstanceOf(MalformedException.class);
    }
}
