package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Recording;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a game that stands or has ended promises about its session. */
class RecordedWordsTest {

    private static final IOException FULL = new IOException("No space left on device");

    private final FullRun run = new FullRun(new FeedRecorder()).play(5);
    private final LiveFeed feed = Objects.requireNonNull(run.recorder().feed());
    private final LiveViewModel model = new LiveViewModel(new Texts(Locale.ENGLISH));

    @Test
    void nothingIsPromisedThatIsNotSo() {
        for (LiveState state : List.of(new LiveState.Frozen(1, feed, false), new LiveState.Frozen(1, feed, true), new LiveState.Closing(1, feed),
                new LiveState.Gone(feed))) {
            model.update(state);
            model.recording().set(new Recording.None());
            assertThat(model.advice()).endsWith("It was not recorded: recording sessions is off in Settings.");
            model.recording().set(new Recording.Failed(null, FULL));
            assertThat(model.advice()).contains("It was not recorded. ").contains("disk is full");
            model.recording().set(new Recording.Failed("one", FULL));
            assertThat(model.advice())
                    .contains("Recording ended early; what was written until then is kept. ").contains("disk is full");
            model.recording().set(new Recording.Kept("one"));
            assertThat(model.advice()).endsWith("What was recorded is kept.");
        }
    }

    @Test
    void aSessionIsOnlyOfferedWhereThereIsOne() {
        model.update(new LiveState.Gone(feed));
        model.recording().set(new Recording.Failed(null, FULL));
        assertThat(model.step()).isEmpty();

        model.recording().set(new Recording.Kept("one"));
        assertThat(model.step()).isEqualTo("Open its session");
    }
}
