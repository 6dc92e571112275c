package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A recording of the manager's on disk. A file that was cut off is read up to there. */
public record SessionFile(Path file) implements SessionSource {

    private static final Logger LOG = LoggerFactory.getLogger(SessionFile.class);

    @Override
    public void read(SessionVisitor visitor) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (!Arrays.equals(in.readNBytes(Frames.MAGIC.length), Frames.MAGIC)) {
                throw new IOException(file.getFileName() + " is no session file");
            }
            Frame first = next(in);
            if (first == null || first.kind != Frames.HEAD) {
                throw new IOException(file.getFileName() + " has no head");
            }
            SessionHead head = head(first.content);
            visitor.head(head);
            for (Frame frame = next(in); frame != null; frame = next(in)) {
                hand(frame, head, visitor);
            }
        } catch (JacksonException damaged) {
            throw new IOException(file.getFileName() + " is damaged", damaged);
        }
    }

    private SessionHead head(byte[] content) throws IOException {
        SessionHead head = JsonMapper.shared().readValue(content, SessionHead.class);
        if (head.schema() > SessionHead.SCHEMA) {
            throw new IOException(file.getFileName() + " was written by a newer manager");
        }
        return head;
    }

    private static void hand(Frame frame, SessionHead head, SessionVisitor visitor) throws IOException {
        switch (frame.kind) {
            case Frames.SAMPLES -> SampleBatch.read(frame.content, head.sampleWidth(), visitor);
            case Frames.EVENT -> visitor.event(JsonMapper.shared().readValue(frame.content, BlockEvent.class));
            case Frames.GAP -> visitor.gap(Long.parseLong(new String(frame.content, StandardCharsets.US_ASCII)));
            case Frames.DETAILS -> visitor.details(JsonMapper.shared().readValue(frame.content, BlockDetails.class));
            case Frames.END -> visitor.end();
            case Frames.MARK -> visitor.mark(JsonMapper.shared().readValue(frame.content, SessionMark.class));
            case Frames.VALUES -> new UnsampledValues(head).read(frame.content, visitor);
            case Frames.THREADS -> visitor.threads(PackedJson.unpack(frame.content, ThreadTable.class));
            default -> LOG.debug("a frame of the unknown kind {} was skipped", frame.kind);
        }
    }

    private record Frame(int kind, byte[] content) {
    }

    /** The next whole frame; null at the end, or where the file was cut off or damaged. */
    private static @Nullable Frame next(DataInputStream in) throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return null;
        }
        try {
            int length = in.readInt();
            if (length < 0 || length > Frames.MOST_BYTES) {
                return null;
            }
            byte[] content = in.readNBytes(length);
            CRC32 checksum = new CRC32();
            checksum.update(kind);
            checksum.update(content);
            return content.length == length && in.readInt() == (int) checksum.getValue()
                    ? new Frame(kind, content) : null;
        } catch (EOFException cutOff) {
            return null;
        }
    }
}
