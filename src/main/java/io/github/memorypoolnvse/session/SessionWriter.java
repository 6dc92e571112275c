package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a session file as it happens: what a second brought is in the file a second later, each piece with a
 * checksum, so that whatever ends the manager costs at most that second. One thread.
 */
public final class SessionWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionWriter.class);
    private static final int SAMPLES_A_FRAME = 10;

    private final DataOutputStream out;
    private final SampleBatch batch;
    private final UnsampledValues unsampled;

    /**
     * Creates the file.
     *
     * @throws IOException also when the file exists
     */
    public SessionWriter(Path file, SessionHead head) throws IOException {
        this(create(file), head);
    }

    /** Writes to a stream, which is the writer's from here on, also when this fails. */
    SessionWriter(OutputStream stream, SessionHead head) throws IOException {
        out = new DataOutputStream(new BufferedOutputStream(stream));
        batch = new SampleBatch(head.sampleWidth());
        unsampled = new UnsampledValues(head);
        try {
            out.write(Frames.MAGIC);
            frame(Frames.HEAD, JsonMapper.shared().writeValueAsBytes(head));
        } catch (IOException failed) {
            abandon();
            throw failed;
        }
    }

    /** A stream that the end of the watcher's thread does not cut off in the middle of a frame. */
    private static OutputStream create(Path file) throws IOException {
        return new FileOutputStream(Files.createFile(file).toFile());
    }

    public void sample(long serial, long timeNanos, long[] values) throws IOException {
        batch.add(serial, timeNanos, values);
        if (batch.count() >= SAMPLES_A_FRAME) {
            flush();
        }
    }

    public void gap(long lostSamples) throws IOException {
        flush();
        frame(Frames.GAP, Long.toString(lostSamples).getBytes(StandardCharsets.US_ASCII));
    }

    public void event(BlockEvent event) throws IOException {
        flush();
        frame(Frames.EVENT, JsonMapper.shared().writeValueAsBytes(event));
    }

    public void details(BlockDetails details) throws IOException {
        flush();
        frame(Frames.DETAILS, JsonMapper.shared().writeValueAsBytes(details));
    }

    /** Somebody marked an instant. */
    public void mark(SessionMark mark) throws IOException {
        flush();
        frame(Frames.MARK, JsonMapper.shared().writeValueAsBytes(mark));
    }

    /** Keeps the values that samples do not carry. */
    public void snapshot(Snapshot values) throws IOException {
        if (!unsampled.isEmpty()) {
            flush();
            frame(Frames.VALUES, unsampled.pack(values));
        }
    }

    public void threads(ThreadTable table) throws IOException {
        flush();
        frame(Frames.THREADS, PackedJson.pack(table));
    }

    /** Ends the session in order. */
    @Override
    public void close() throws IOException {
        try (out) {
            flush();
            frame(Frames.END, new byte[0]);
        }
    }

    /** Lets go of the file as it is, after a failure. */
    void abandon() {
        try {
            out.close();
        } catch (IOException again) {
            LOG.debug("what was not written yet is lost", again);
        }
    }

    private void flush() throws IOException {
        if (batch.count() > 0) {
            frame(Frames.SAMPLES, batch.take());
        }
    }

    private void frame(int kind, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(kind);
        checksum.update(content);
        out.writeByte(kind);
        out.writeInt(content.length);
        out.write(content);
        out.writeInt((int) checksum.getValue());
        out.flush();
    }
}
