package io.github.memorypoolnvse.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Fuzz;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFuzzTest {

    @TempDir
    private Path folder;

    private SessionStore store;
    private Path content;
    private Path card;

    @BeforeEach
    void recordOne() throws IOException {
        store = new SessionStore(folder);
        SessionRecorder recorder = new SessionRecorder(store, true);
        RecordedRun run = new RecordedRun(Instant.parse("2026-11-20T18:30:00Z"), "0123456789abcdef", 40, 1);
        run.playTo(recorder);
        recorder.mark(new SessionMark(run.time(20), SessionMark.Kind.HAND, "Mark 1"));
        recorder.end(run.attachment());
        content = only(".mpsession");
        card = only(".json");
    }

    private Path only(String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).findFirst().orElseThrow();
        }
    }

    @Test
    void aSession() throws IOException {
        SessionFile session = new SessionFile(content);
        int refused = Fuzz.feedFiles(input -> {
            Files.write(content, input);
            session.read(new SummaryVisitor());
        }, Set.of(IOException.class), List.of(Files.readAllBytes(content)));

        assertThat(refused).isPositive();
    }

    /** Damage that the checksums do not show: a frame's content changes and its checksum with it. */
    @Test
    void aSessionWhoseChecksumsAreRight() throws IOException {
        SessionFile session = new SessionFile(content);
        List<byte[]> frames = frames(Files.readAllBytes(content));
        byte[] begin = frames.getFirst();
        int kinds = frames.size();
        int[] round = {0};
        Fuzz.feedFiles(input -> {
            int kind = Byte.toUnsignedInt(frames.get(1 + round[0]++ % (kinds - 1))[0]);
            Files.write(content, joined(begin, input.length > 0 && input[0] == 1 ? new byte[0] : frames.get(1),
                    frame(kind, input)));
            session.read(new SummaryVisitor());
        }, Set.of(IOException.class), frames.stream().skip(1).map(SessionFuzzTest::inside).toList());
    }

    @Test
    void aSessionsCard() throws IOException {
        Fuzz.feedFiles(input -> {
            Files.write(card, input);
            assertThat(store.all()).hasSize(1);
        }, Set.of(), List.of(Files.readAllBytes(card)));
    }

    /** The file's eight first bytes, then each frame. */
    private static List<byte[]> frames(byte[] file) {
        List<byte[]> frames = new ArrayList<>(List.of(Arrays.copyOf(file, Frames.MAGIC.length)));
        for (int at = Frames.MAGIC.length; at < file.length; ) {
            int end = at + 9 + ByteBuffer.wrap(file).getInt(at + 1);
            frames.add(Arrays.copyOfRange(file, at, end));
            at = end;
        }
        return frames;
    }

    private static byte[] inside(byte[] frame) {
        return Arrays.copyOfRange(frame, 5, frame.length - 4);
    }

    private static byte[] frame(int kind, byte[] inside) {
        CRC32 checksum = new CRC32();
        checksum.update(kind);
        checksum.update(inside);
        return ByteBuffer.allocate(inside.length + 9).put((byte) kind).putInt(inside.length).put(inside)
                .putInt((int) checksum.getValue()).array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(Stream.of(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            whole.put(part);
        }
        return whole.array();
    }
}
