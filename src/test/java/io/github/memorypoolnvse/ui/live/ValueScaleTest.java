package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValueScaleTest {

    @ParameterizedTest
    @EnumSource(Unit.class)
    void everyValueLiesInsideAndTheLinesAreFew(Unit unit) {
        Random random = new Random(unit.ordinal());
        for (int trial = 0; trial < 300; trial++) {
            ValueScale scale = new ValueScale(unit);
            float max = (float) Math.pow(10, 1 + random.nextDouble() * 10);
            scale.fit(0, max, 4);

            assertThat(scale.place(max)).isBetween(0.3, 1.0);
            assertThat(scale.place(0)).isZero();
            assertThat(scale.tickCount()).isBetween(2, 6);
        }
    }

    @Test
    void linesAreRoundForAReader() {
        ValueScale scale = new ValueScale(Unit.BYTES);

        scale.fit(0, 736f * (1 << 20), 4);

        assertThat(ticks(scale, Unit.BYTES)).containsExactly("0\u00a0B", "256\u00a0MB", "512\u00a0MB", "768\u00a0MB");
    }

    @Test
    void theAxisDoesNotMoveForEveryValue() {
        ValueScale scale = new ValueScale(Unit.PER_SECOND);
        scale.fit(0, 1000, 4);

        assertThat(scale.fit(0, 900, 4)).isFalse();
        assertThat(scale.fit(0, 1010, 4)).isFalse();
        assertThat(scale.fit(0, 5000, 4)).isTrue();
        assertThat(scale.fit(0, 100, 4)).isTrue();
    }

    @Test
    void aLogarithmicAxisGivesEachPowerTheSameRoom() {
        ValueScale scale = new ValueScale(Unit.PER_SECOND);
        scale.setLogarithmic(true);
        scale.fit(1, 10_000, 5);

        assertThat(scale.place(1)).isZero();
        assertThat(scale.place(100)).isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(scale.place(10_000)).isEqualTo(1);
        assertThat(scale.place(0)).isZero();
    }

    private static List<String> ticks(ValueScale scale, Unit unit) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < scale.tickCount(); i++) {
            texts.add(unit.tick(scale.tick(i), Locale.ENGLISH));
        }
        return texts;
    }
}
