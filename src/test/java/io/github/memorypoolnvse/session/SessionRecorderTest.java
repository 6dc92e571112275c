package io.github.memorypoolnvse.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRecorderTest {

    @TempDir
    Path folder;

    private final RecordedRun run = new RecordedRun(Instant.parse("2026-11-20T18:30:00Z"), "0123456789abcdef", 40, 1);
    private SessionStore store;

    @BeforeEach
    void makeStore() {
        store = new SessionStore(folder.resolve("sessions"));
    }

    /** A disk with room for so many bytes, and none after. */
    private static final class SmallDisk extends OutputStream {

        private final int room;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private boolean closed;

        SmallDisk(int room) {
            this.room = room;
        }

        @Override
        public void write(int each) throws IOException {
            if (written.size() >= room) {
                throw new IOException("No space left on device");
            }
            written.write(each);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void tellsWhichSessionItWrites() throws IOException {
        SessionRecorder recorder = new SessionRecorder(store, true);
        assertThat(recorder.status()).isEqualTo(new Recording.None());

        run.playTo(recorder);
        String id = store.all().getFirst().id();
        assertThat(recorder.status()).isEqualTo(new Recording.Running(id));
        assertThat(recorder.status().writes(id)).isTrue();

        recorder.end(run.attachment());
        assertThat(recorder.status()).isEqualTo(new Recording.Kept(id));
        assertThat(recorder.status().writes(id)).isFalse();
        assertThat(recorder.status().session()).contains(id);
    }

    @Test
    void switchedOffWhileAGameRunsItEndsThatSessionInOrder() throws IOException {
        SessionRecorder recorder = new SessionRecorder(store, true);
        run.playTo(recorder);

        recorder.setEnabled(false);
        recorder.sample(41, run.time(40), run.samples().getFirst());
        recorder.sample(42, run.time(41), run.samples().getFirst());

        Session kept = store.all().getFirst();
        assertThat(recorder.status()).isEqualTo(new Recording.Kept(kept.id()));
        assertThat(kept.summary().complete()).isTrue();
        assertThat(kept.summary().samples()).isEqualTo(40);
    }

    @Test
    void switchedOnWhileAGameRunsItBeginsASessionWithWhatIsKnown() throws IOException {
        SessionRecorder recorder = new SessionRecorder(store, false);
        run.playTo(recorder);
        assertThat(store.all()).isEmpty();

        recorder.setEnabled(true);
        recorder.sample(41, run.time(40), run.samples().getFirst());
        recorder.end(run.attachment());

        Session kept = store.all().getFirst();
        assertThat(kept.summary().samples()).isEqualTo(1);
        assertThat(kept.summary().property("budgets.preset")).isEqualTo("Ultra");
    }

    @Test
    void aGameThatIsNotRecordedIsNotTakenForTheOneBefore() {
        SessionRecorder recorder = new SessionRecorder(store, true);
        run.playTo(recorder);
        recorder.end(run.attachment());
        recorder.setEnabled(false);

        recorder.begin(run.attachment());

        assertThat(recorder.status()).isEqualTo(new Recording.None());
    }

    @Test
    void aFullDiskEndsTheRecordingLetsGoOfTheFileAndIsTold() {
        SmallDisk disk = new SmallDisk(9_000);
        RecordedRun run = new RecordedRun(Instant.parse("2026-11-20T18:30:00Z"), "0123456789abcdef", 4_000, 1);
        SessionRecorder recorder = new SessionRecorder(store, true, (_, head) -> new SessionWriter(disk, head));

        run.playTo(recorder);

        assertThat(disk.closed).isTrue();
        assertThat(recorder.status()).isInstanceOfSatisfying(Recording.Failed.class, failed -> {
            assertThat(failed.cause()).hasMessage("No space left on device");
            assertThat(failed.id()).startsWith("20261120-183000");
        });
        recorder.sample(41, run.time(40), run.samples().getFirst());
        recorder.end(run.attachment());
        assertThat(recorder.status()).isInstanceOf(Recording.Failed.class);
    }

    @Test
    void aDiskThatIsFullAtOnceLeavesNoFile() throws IOException {
        SmallDisk disk = new SmallDisk(5);
        SessionRecorder recorder = new SessionRecorder(store, true, (file, head) -> {
            Files.createFile(file);
            return new SessionWriter(disk, head);
        });

        run.playTo(recorder);

        assertThat(disk.closed).isTrue();
        assertThat(recorder.status()).isInstanceOf(Recording.Failed.class);
        assertThat(recorder.status().session()).isEmpty();
        assertThat(folder.resolve("sessions")).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Files.writeString(folder.resolve("sessions"), "a file where the folder should be");
        SessionRecorder recorder = new SessionRecorder(store, true);

        run.playTo(recorder);

        assertThat(recorder.status()).isInstanceOf(Recording.Failed.class);
        assertThat(recorder.status().session()).isEmpty();
    }

    @Test
    void anInterruptedThreadStillEndsItsSessionInOrder() throws IOException {
        SessionRecorder recorder = new SessionRecorder(store, true);
        run.playTo(recorder);

        Thread.currentThread().interrupt();
        recorder.detailsChanged(run.attachment(), new BlockDetails(run.details().properties(), List.of(), List.of()));
        boolean interrupted = Thread.interrupted();
        recorder.end(run.attachment());

        assertThat(interrupted).isTrue();
        assertThat(store.all().getFirst().summary().complete()).isTrue();
    }
}
