package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;

class PageDrawingTest {

    private final List<Throwable> faults = new ArrayList<>();
    private final PageDrawing drawing = new PageDrawing(faults::add);

    @Test
    void aPageThatFailsAgainAndAgainIsLeftAlone() {
        Drawn page = new Drawn(Integer.MAX_VALUE);
        for (int i = 0; i < 20; i++) {
            drawing.draw(page);
        }
        assertThat(page.drawn).isEqualTo(3);
        assertThat(faults).hasSize(3);

        drawing.draw(new Drawn(0));
        drawing.draw(page);
        assertThat(page.drawn).as("it came to the front anew").isEqualTo(4);
    }

    @Test
    void aPageThatFailsNowAndThenIsDrawnOn() {
        Drawn page = new Drawn(2);
        for (int i = 0; i < 20; i++) {
            drawing.draw(page);
        }
        assertThat(page.drawn).isEqualTo(20);
        assertThat(faults).hasSize(2);
    }

    /** A page whose first drawings fail. */
    private static final class Drawn implements Page {

        private final int failing;
        private int drawn;

        Drawn(int failing) {
            this.failing = failing;
        }

        @Override
        public String id() {
            return "drawn";
        }

        @Override
        public Node node() {
            return new Group();
        }

        @Override
        public void refresh() {
            if (drawn++ < failing) {
                throw new IllegalStateException("nothing to draw with");
            }
        }
    }
}
