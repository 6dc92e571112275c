package io.github.memorypoolnvse.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A snapshot as JSON, the same shape {@code src/test/native/winreader} prints. */
public final class SnapshotJson {

    private final ObjectMapper mapper =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What a block says now; empty when its writer was in the way at every attempt. */
    public Optional<String> write(BlockReader reader) throws BlockLostException {
        BlockStatus status = reader.status();
        BlockDetails details = reader.details(BlockDetails.NONE);
        ThreadTable threads = reader.threads().orElse(ThreadTable.EMPTY);
        return reader.snapshot().map(snapshot -> write(reader.identity(), status, snapshot, details, threads));
    }

    /** All known values by id with what identifies block and moment. */
    public String write(
            BlockIdentity identity,
            BlockStatus status,
            Snapshot snapshot,
            BlockDetails details,
            ThreadTable threads) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("token", identity.token());
        root.put("major", identity.major());
        root.put("minor", identity.minor());
        root.put("processId", identity.processId());
        root.put("state", status.state().name());
        root.put("mode", status.mode().name());
        root.put("serial", snapshot.serial());
        root.put("timeNanos", snapshot.timeNanos());
        root.put("values", snapshot.byId());
        root.put("properties", details.properties());
        root.put("patches", details.patches());
        root.put("budgets", details.budgets());
        root.put("threads", threads.threads());
        return mapper.writeValueAsString(root);
    }
}
