package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    @ParameterizedTest
    @CsvSource({
        "BYTES, 0, 0 B", "BYTES, 512, 512 B", "BYTES, 2048, 2.00 KB", "BYTES, 268435456, 256 MB",
        "BYTES, 1073741824, 1.00 GB", "BYTES, 1072693248, 1.00 GB", "BYTES, 1805000000, 1.68 GB",
        "COUNT, 12, 12", "COUNT, 9999, '9,999'", "COUNT, 20200000, 20.2 M",
        "PER_SECOND, 96200, 96.2 k/s", "PER_SECOND, 236, 236 /s", "PER_SECOND, 0.5, 0.5 /s", "PER_SECOND, 0, 0 /s",
        "NANOSECONDS, 16700000, 16.7 ms", "NANOSECONDS, 1500000000, 1.50 s", "NANOSECONDS, 120000, 0.12 ms",
        "SHARE, 0.972, 97.2 %", "BYTES_PER_SECOND, 5242880, 5.00 MB/s"
    })
    void readsAsAPersonWrites(Unit unit, double value, String text) {
        assertThat(unit.text(value, Locale.ENGLISH).replace('\u00a0', ' ')).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"BYTES, 1805000000, '1,68 GB'", "COUNT, 9999, 9.999", "NANOSECONDS, 16700000, '16,7 ms'"})
    void followsTheLanguage(Unit unit, double value, String text) {
        assertThat(unit.text(value, Locale.GERMAN).replace('\u00a0', ' ')).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"BYTES", "COUNT", "NANOSECONDS"})
    void whatIsNotKnownIsADash(Unit unit) {
        assertThat(unit.text(Double.NaN, Locale.ENGLISH)).isEqualTo("–");
    }
}
