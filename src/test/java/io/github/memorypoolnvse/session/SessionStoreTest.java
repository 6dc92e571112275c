package io.github.memorypoolnvse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionStoreTest {

    private static final Instant STARTED = Instant.parse("2026-11-20T18:30:00Z");

    @TempDir
    Path folder;

    private SessionStore store;
    private SessionRecorder recorder;
    private final RecordedRun run = new RecordedRun(STARTED, "0123456789abcdef0123456789abcdef", 605, 1);

    @BeforeEach
    void makeStore() {
        store = new SessionStore(folder.resolve("sessions"));
        recorder = new SessionRecorder(store, true);
    }

    /** Everything of a session, copied. */
    private static final class Copy implements SessionVisitor {

        final List<long[]> samples = new ArrayList<>();
        final List<Long> times = new ArrayList<>();
        final List<BlockEvent> events = new ArrayList<>();
        final List<Long> gaps = new ArrayList<>();
        final List<SessionMark> marks = new ArrayList<>();
        final List<Snapshot> snapshots = new ArrayList<>();
        final List<ThreadTable> threads = new ArrayList<>();
        boolean ended;

        @Override
        public void sample(long serial, long timeNanos, long[] values) {
            assertThat(serial).isEqualTo(samples.size() + 1);
            samples.add(values.clone());
            times.add(timeNanos);
        }

        @Override
        public void event(BlockEvent event) {
            events.add(event);
        }

        @Override
        public void gap(long lostSamples) {
            gaps.add(lostSamples);
        }

        @Override
        public void mark(SessionMark mark) {
            marks.add(mark);
        }

        @Override
        public void snapshot(Snapshot values) {
            snapshots.add(values);
        }

        @Override
        public void threads(ThreadTable table) {
            threads.add(table);
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    @Test
    void whatWasRecordedIsReadBack() throws IOException {
        run.playTo(recorder);
        recorder.gap(7);
        assertThat(recorder.status()).isInstanceOf(Recording.Running.class);
        recorder.end(run.attachment());
        Session session = only();
        assertThat(recorder.status()).isEqualTo(new Recording.Kept(session.id()));
        Copy copy = new Copy();
        session.source().read(copy);

        assertThat(copy.samples).hasSize(605);
        for (int i = 0; i < 605; i++) {
            assertThat(copy.samples.get(i)).containsExactly(run.samples().get(i));
            assertThat(copy.times.get(i)).isEqualTo(run.time(i));
        }
        assertThat(copy.events).extracting(BlockEvent::text).containsExactly("The engine ran out of memory and cleaned up");
        assertThat(copy.gaps).containsExactly(7L);
        assertThat(copy.ended).isTrue();
        SessionSummary summary = session.summary();
        assertThat(summary.started()).isEqualTo(STARTED);
        assertThat(summary.lengthNanos()).isEqualTo(60_400_000_000L);
        assertThat(summary.peakBytes()).isEqualTo(run.samples().getLast()[2]);
        assertThat(summary.smallestHole()).isEqualTo(run.samples().getLast()[7]);
        assertThat(summary.warnings()).isEqualTo(1);
        assertThat(summary.complete()).isTrue();
        assertThat(summary.property("budgets.preset")).isEqualTo("Ultra");
    }

    @Test
    void marksThreadsAndWhatSamplesDoNotCarryAreReadBack() throws IOException {
        SessionMark mark = new SessionMark(run.time(300), SessionMark.Kind.HAND, "Mark 1");
        recorder.mark(new SessionMark(1, SessionMark.Kind.HAND, "before any game"));
        run.playTo(recorder);
        recorder.mark(mark);
        run.leave(recorder);
        recorder.mark(new SessionMark(1, SessionMark.Kind.HAND, "after it"));
        Copy copy = new Copy();

        only().source().read(copy);

        assertThat(copy.marks).containsExactly(mark);
        assertThat(copy.threads).hasSize(8).first().isEqualTo(run.threads(0));
        assertThat(copy.threads.getLast()).isEqualTo(run.threads(604));
        assertThat(copy.snapshots).hasSize(13);
        assertThat(copy.snapshots.get(1).timeNanos()).isEqualTo(run.time(50));
        assertThat(copy.snapshots.get(1).value("size.07")).isEqualTo(run.snapshot(50).value("size.07"));
        assertThat(copy.snapshots.get(1).value("total.allocations")).as("in the samples").isEmpty();
    }

    @Test
    void aKindOfFrameFromALaterManagerIsSkipped() throws IOException {
        run.playTo(recorder);
        Path file = ((SessionFile) only().source()).file();
        CRC32 checksum = new CRC32();
        checksum.update(99);
        checksum.update(new byte[] {1, 2, 3});
        Files.write(file, ByteBuffer.allocate(12).put((byte) 99).putInt(3).put(new byte[] {1, 2, 3})
                .putInt((int) checksum.getValue()).array(), StandardOpenOption.APPEND);
        recorder.end(run.attachment());
        Copy copy = new Copy();

        new SessionFile(file).read(copy);

        assertThat(copy.samples).hasSize(605);
        assertThat(copy.ended).isTrue();
    }

    @Test
    void aRecordingThatWasCutOffIsReadUpToThere() throws IOException {
        run.playTo(recorder);
        Path file;
        try (var files = Files.list(folder.resolve("sessions"))) {
            file = files.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        int lengthBefore = Integer.MAX_VALUE;
        for (int cut = whole.length; cut > whole.length / 2; cut -= 997) {
            byte[] part = Arrays.copyOf(whole, cut);
            Files.write(file, part);
            Copy copy = new Copy();
            new SessionFile(file).read(copy);
            assertThat(copy.samples.size()).isBetween(200, Math.min(lengthBefore, 605));
            assertThat(copy.ended).isFalse();
            lengthBefore = copy.samples.size();
        }
        Files.write(file, whole);

        SessionSummary summary = only().summary();
        assertThat(summary.complete()).isFalse();
        assertThat(summary.samples()).isBetween(595L, 605L);
        assertThat(summary.property("allocator")).isEqualTo("rpmalloc");
    }

    @Test
    void aDamagedByteEndsTheReadingThere() throws IOException {
        run.playTo(recorder);
        recorder.end(run.attachment());
        Path file = ((SessionFile) only().source()).file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length * 3 / 4] ^= 0x10;
        Files.write(file, bytes);
        Copy copy = new Copy();

        new SessionFile(file).read(copy);

        assertThat(copy.samples.size()).isBetween(100, 600);
        for (int i = 0; i < copy.samples.size(); i++) {
            assertThat(copy.samples.get(i)).containsExactly(run.samples().get(i));
        }
    }

    @Test
    void aSessionIsNamedDeletedAndTakenBack() throws IOException {
        run.playTo(recorder);
        recorder.end(run.attachment());
        String id = only().id();

        store.describe(id, "Freeside with textures", "stutters at the gate");
        assertThat(only().name()).isEqualTo("Freeside with textures");
        assertThat(only().summary().samples()).isEqualTo(605);

        store.delete(id);
        assertThat(store.all()).isEmpty();

        store.restore(id);
        assertThat(only().notes()).isEqualTo("stutters at the gate");

        store.delete(id);
        store.empty();
        try (var left = Files.list(folder.resolve("sessions"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theNewestComesFirstAndAnUnreadableOneIsLeftOut() throws IOException {
        for (int day = 1; day <= 3; day++) {
            RecordedRun each = new RecordedRun(STARTED.plusSeconds(day * 86_400L), "token" + day, 20, day);
            each.playTo(recorder);
            recorder.end(each.attachment());
        }
        Files.writeString(folder.resolve("sessions/20200101-000000-none.mpsession"), "nothing of ours");

        assertThat(store.all()).extracting(session -> session.summary().started())
                .containsExactly(STARTED.plusSeconds(3 * 86_400L), STARTED.plusSeconds(2 * 86_400L),
                        STARTED.plusSeconds(86_400L));
    }

    @Test
    void anotherGameBeginsAnotherSession() throws IOException {
        run.playTo(recorder);
        new RecordedRun(STARTED.plusSeconds(500), "second", 30, 2).playTo(recorder);

        assertThat(store.all()).hasSize(2);
    }

    @Test
    void whoeverDoesNotWantARecordingGetsNone() throws IOException {
        recorder.setEnabled(false);

        run.playTo(recorder);

        assertThat(store.all()).isEmpty();
        assertThat(recorder.status()).isEqualTo(new Recording.None());
    }

    @Test
    void aFileOfANewerManagerIsRefused() throws IOException {
        Path file = folder.resolve("newer.mpsession");
        SessionHead head = new SessionHead(2, 0, "t", STARTED, 100, 0, List.of());
        new SessionWriter(file, head).close();

        assertThatThrownBy(() -> new SessionFile(file).read(new Copy())).hasMessageContaining("newer manager");
    }

    @Test
    void aFileOfTheFirstManagersIsRead() throws IOException {
        run.playTo(recorder);
        recorder.end(run.attachment());
        Path file = ((SessionFile) only().source()).file();
        byte[] bytes = Files.readAllBytes(file);
        int length = ByteBuffer.wrap(bytes).getInt(Frames.MAGIC.length + 1);
        int from = Frames.MAGIC.length + 5;
        String head = new String(bytes, from, length, StandardCharsets.UTF_8);
        assertThat(head).contains("\"minor\":1,");
        byte[] first = head.replace("\"minor\":1,", "").getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(Frames.HEAD);
        checksum.update(first);
        Files.write(file, ByteBuffer.allocate(bytes.length - length + first.length).put(Frames.MAGIC)
                .put((byte) Frames.HEAD).putInt(first.length).put(first).putInt((int) checksum.getValue())
                .put(bytes, from + length + 4, bytes.length - from - length - 4).array());
        Copy copy = new Copy();

        new SessionFile(file).read(copy);

        assertThat(copy.samples).hasSize(605);
    }

    @Test
    void anHourTakesLittleSpace() throws IOException {
        RecordedRun hour = new RecordedRun(STARTED, "hour", 36_000, 3);
        hour.playTo(recorder);
        recorder.end(hour.attachment());

        assertThat(Files.size(((SessionFile) only().source()).file())).isLessThan(2 << 20);
    }

    private Session only() throws IOException {
        List<Session> all = store.all();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
