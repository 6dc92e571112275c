package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardLayoutTest {

    private final DashboardLayout layout = DashboardLayout.STANDARD.withGraphs(List.of("a", "b", "c"));

    @Test
    void aGraphMovesAmongTheOthersAndNotPastThem() {
        assertThat(layout.withMoved("b", -1).graphs()).containsExactly("b", "a", "c");
        assertThat(layout.withMoved("b", 1).graphs()).containsExactly("a", "c", "b");
        assertThat(layout.withMoved("a", -1)).isEqualTo(layout);
        assertThat(layout.withMoved("c", 1)).isEqualTo(layout);
        assertThat(layout.withMoved("x", 1)).isEqualTo(layout);
    }

    @Test
    void aGraphTakesAnothersPlace() {
        assertThat(layout.withPlaced("a", "c").graphs()).containsExactly("b", "c", "a");
        assertThat(layout.withPlaced("c", "a").graphs()).containsExactly("c", "a", "b");
        assertThat(layout.withPlaced("x", "a")).isEqualTo(layout);
    }

    @Test
    void theStandardGraphsMoveToo() {
        List<String> standard = DashboardLayout.STANDARD.shownGraphs();

        assertThat(DashboardLayout.STANDARD.withMoved(standard.get(1), -1).graphs()).hasSameSizeAs(standard)
                .startsWith(standard.get(1), standard.get(0));
    }
}
