package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeViewTest {

    private static final long SECOND = 1_000_000_000L;

    private final TimeView view = new TimeView();

    @Test
    void followsTheNewestSample() {
        view.reach(0, 300 * SECOND);

        assertThat(view.to()).isEqualTo(300 * SECOND);
        assertThat(view.from()).isEqualTo(240 * SECOND);
        assertThat(view.following()).isTrue();
    }

    @Test
    void showsEachRangeEndingNow() {
        view.reach(10 * SECOND, 4000 * SECOND);

        view.show(TimeView.Span.FIVE_MINUTES);
        assertThat(view.to() - view.from()).isEqualTo(300 * SECOND);
        view.show(TimeView.Span.ALL);
        assertThat(view.from()).isEqualTo(10 * SECOND);
        assertThat(view.to()).isEqualTo(4000 * SECOND);
    }

    @Test
    void aPausedViewStandsStillAndCatchesUp() {
        view.reach(0, 100 * SECOND);
        view.pause(true);

        view.reach(0, 150 * SECOND);
        assertThat(view.to()).isEqualTo(100 * SECOND);
        assertThat(view.following()).isFalse();

        view.pause(false);
        assertThat(view.to()).isEqualTo(150 * SECOND);
    }

    @Test
    void zoomingKeepsTheInstantUnderThePointer() {
        view.reach(0, 600 * SECOND);
        view.show(TimeView.Span.FIVE_MINUTES);
        long around = 400 * SECOND;
        double share = (double) (around - view.from()) / (view.to() - view.from());

        view.zoom(0.5, around);

        assertThat(view.to() - view.from()).isEqualTo(150 * SECOND);
        assertThat((double) (around - view.from()) / (view.to() - view.from())).isCloseTo(share, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(view.span()).isNull();
        assertThat(view.following()).isFalse();
    }

    @Test
    void aSelectionIsAtLeastASecondAndStays() {
        view.reach(0, 600 * SECOND);

        view.select(20 * SECOND, 10 * SECOND);
        view.reach(0, 700 * SECOND);
        assertThat(view.from()).isEqualTo(10 * SECOND);
        assertThat(view.to()).isEqualTo(20 * SECOND);

        view.select(5, 6);
        assertThat(view.to() - view.from()).isEqualTo(SECOND);
    }

    @Test
    void panningToTheRightEndFollowsAgain() {
        view.reach(0, 600 * SECOND);
        view.pan(-2);
        assertThat(view.following()).isFalse();
        assertThat(view.to()).isEqualTo(480 * SECOND);

        view.pan(5);

        assertThat(view.following()).isTrue();
        assertThat(view.to()).isEqualTo(600 * SECOND);
    }

    @Test
    void oneReturnsToTheWholeOfARunThatIsOver() {
        view.returnToAll();
        view.reach(5 * SECOND, 600 * SECOND);
        view.show(TimeView.Span.ALL);
        assertThat(view.atHome()).isTrue();
        view.select(100 * SECOND, 120 * SECOND);
        assertThat(view.atHome()).isFalse();

        view.toNewest();
        assertThat(view.to() - view.from()).as("the end, at the length chosen").isEqualTo(20 * SECOND);
        assertThat(view.to()).isEqualTo(600 * SECOND);
        assertThat(view.atHome()).isFalse();

        view.follow();
        assertThat(view.from()).isEqualTo(5 * SECOND);
        assertThat(view.to()).isEqualTo(600 * SECOND);
        assertThat(view.atHome()).isTrue();
    }

    @Test
    void aNewRunStartsOver() {
        view.reach(0, 600 * SECOND);
        view.select(0, 5 * SECOND);
        view.pause(true);

        view.restart();
        view.reach(0, 3 * SECOND);

        assertThat(view.following()).isTrue();
        assertThat(view.to()).isEqualTo(3 * SECOND);
    }

    @Test
    void tellsItsListenersOnlyOfChanges() {
        int[] calls = {0};
        view.onChange(() -> calls[0]++);

        view.reach(0, SECOND);
        view.reach(0, SECOND);
        view.point(5);
        view.point(5);

        assertThat(calls[0]).isEqualTo(2);
    }
}
