package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.ThreadCounts;
import io.github.memorypoolnvse.telemetry.ThreadRole;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ThreadsViewModelTest {

    private static final long SECOND = 1_000_000_000L;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final ThreadsViewModel model = new ThreadsViewModel(texts);

    private static ThreadCounts thread(long id, long allocations, long frees, long balance) {
        return new ThreadCounts(id, ThreadRole.THREAD, "thread" + id, 1, id, allocations, frees, 0, 0, 0, balance, 0);
    }

    private static ThreadCounts of(ThreadRole role, long id, long threads, long allocations) {
        return new ThreadCounts(id, role, role == ThreadRole.MAIN ? "game.exe+0x10" : "", threads, 0, allocations, 0, 0,
                0, 0, 0, 0);
    }

    private static ThreadTable at(double seconds, ThreadCounts... threads) {
        return new ThreadTable(true, (long) (seconds * SECOND), List.of(threads));
    }

    private List<Long> ids() {
        return model.lines().stream().map(line -> line.now().counts().threadId()).toList();
    }

    private ThreadFigures figures(long id) {
        return model.lines().stream().map(ThreadLine::now).filter(each -> each.counts().threadId() == id).findAny()
                .orElseThrow();
    }

    @Test
    void ratesAreOfTheTimeBetweenTwoTables() {
        model.take(at(10, thread(1, 1000, 900, 0), thread(2, 50, 50, 0)));
        assertThat(figures(1).allocationsPerSecond()).isNaN();
        model.take(at(12, thread(1, 1500, 1000, 0), thread(2, 50, 50, 0)));
        assertThat(figures(1).allocationsPerSecond()).isEqualTo(250);
        assertThat(figures(1).freesPerSecond()).isEqualTo(50);
        assertThat(figures(2).allocationsPerSecond()).isZero();
    }

    @Test
    void theSameTableAgainChangesNothing() {
        model.take(at(10, thread(1, 1000, 0, 0)));
        model.take(at(11, thread(1, 1100, 0, 0)));
        ThreadFigures before = figures(1);
        model.take(at(11, thread(1, 1100, 0, 0)));
        assertThat(figures(1)).isSameAs(before);
    }

    @Test
    void theLastTableOfAGameDoesNotMakeRatesOfAMoment() {
        model.take(at(10, thread(1, 1000, 0, 0)));
        model.take(at(11, thread(1, 1100, 0, 0)));
        model.take(at(11.02, thread(1, 1102, 0, 0)));
        assertThat(figures(1).allocationsPerSecond()).isEqualTo(100, within(0.1));
    }

    @Test
    void aNewThreadIsCountedFromNothing() {
        model.take(at(10, thread(1, 10, 0, 0)));
        ThreadCounts fresh = new ThreadCounts(2, ThreadRole.THREAD, "", 1, 10 * SECOND + 5, 30, 0, 0, 0, 0, 0, 0);
        model.take(at(11, thread(1, 10, 0, 0), fresh));
        assertThat(figures(2).allocationsPerSecond()).isEqualTo(30);
        assertThat(figures(2).name()).isEqualTo("no name");
    }

    @Test
    void theBusiestComesFirstAndSumsComeLast() {
        model.take(at(10, of(ThreadRole.ENDED, 0, 3, 9000), thread(1, 10, 0, 0), of(ThreadRole.UNSHOWN, 0, 2, 5000),
                of(ThreadRole.MAIN, 7, 1, 990)));
        assertThat(model.lines()).extracting(line -> line.now().name()).containsExactly("Main thread", "thread1",
                "Ended threads (3)", "Less busy threads, not listed (2)");
        assertThat(figures(7).share()).isEqualTo(0.066);
        assertThat(model.summary()).isEqualTo("4 threads run, 3 have ended");
        assertThat(model.lines().getLast().now().allocationsPerSecond()).isNaN();
    }

    @Test
    void linesThatAreNearlyEqualKeepTheirPlaces() {
        model.take(at(10, thread(1, 1000, 0, 0), thread(2, 990, 0, 0), thread(3, 10, 0, 0)));
        assertThat(ids()).containsExactly(1L, 2L, 3L);
        ThreadLine second = model.lines().get(1);
        model.take(at(11, thread(1, 1050, 0, 0), thread(2, 1100, 0, 0), thread(3, 20, 0, 0)));
        assertThat(ids()).containsExactly(1L, 2L, 3L);
        assertThat(model.lines().get(1)).isSameAs(second);
        model.take(at(12, thread(1, 1050, 0, 0), thread(2, 1500, 0, 0), thread(3, 30, 0, 0)));
        assertThat(ids()).containsExactly(2L, 1L, 3L);
        assertThat(model.lines().getFirst()).isSameAs(second);
    }

    @Test
    void sortingIsExactAndKeptWhileFiguresChange() {
        model.take(at(10, thread(1, 10, 0, -500), thread(2, 9, 0, 200), thread(3, 8, 0, 100)));
        model.sortBy(ThreadsViewModel.Column.HELD, false);
        assertThat(ids()).containsExactly(1L, 3L, 2L);
        model.take(at(11, thread(1, 10, 0, -500), thread(2, 9, 0, 20), thread(3, 8, 0, 100), thread(4, 1, 0, -900)));
        assertThat(ids()).containsExactly(4L, 1L, 2L, 3L);
        model.sortBy(ThreadsViewModel.Column.NAME, false);
        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
        model.sortBy(ThreadsViewModel.Column.THREAD, true);
        assertThat(ids()).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void anotherRunBeginsAnew() {
        model.take(at(100, thread(1, 1000, 0, 0)));
        model.take(at(101, thread(1, 2000, 0, 0)));
        model.take(at(3, thread(1, 50, 0, 0)));
        assertThat(figures(1).allocationsPerSecond()).isNaN();
    }

    @Test
    void aThreadThatIsGoneLeavesTheList() {
        model.take(at(10, thread(1, 10, 0, 0), thread(2, 20, 0, 0)));
        model.take(at(11, thread(2, 20, 0, 0), of(ThreadRole.ENDED, 0, 1, 10)));
        assertThat(ids()).containsExactly(2L, 0L);
    }

    @Test
    void figuresAreReadInTheirUnits() {
        ThreadCounts counts = new ThreadCounts(36, ThreadRole.MAIN, "game.exe+0x10", 1, 62 * SECOND, 1_500_000, 1_400_000,
                3, 2, 3 << 20, -(5 << 20), 7);
        model.take(new ThreadTable(true, 100 * SECOND, List.of(counts)));
        ThreadFigures figures = figures(36);
        assertThat(model.text(ThreadsViewModel.Column.THREAD, figures)).isEqualTo("36");
        assertThat(model.text(ThreadsViewModel.Column.HELD, figures)).isEqualTo("\u22125.00\u00a0MB");
        assertThat(model.text(ThreadsViewModel.Column.SHARE, figures)).isEqualTo("100\u00a0%");
        assertThat(model.text(ThreadsViewModel.Column.ALLOCATIONS, figures)).isEmpty();
        assertThat(model.detail(model.lines().getFirst())).isEqualTo("Main thread (game.exe+0x10), since 1:02: "
                + "1.50\u00a0M allocations, 1.40\u00a0M frees, 3 reallocations, 2 failed  ·  3.00\u00a0MB asked for  ·  "
                + "7 page calls");
        assertThat(model.detail(null)).isEqualTo("Select a thread to see its totals.");
    }

    @Test
    void anOldPluginTellsNothing() {
        model.take(ThreadTable.NOT_REPORTED);
        assertThat(model.reported()).isFalse();
        assertThat(model.lines()).isEmpty();
        assertThat(model.summary()).isEmpty();
    }
}
