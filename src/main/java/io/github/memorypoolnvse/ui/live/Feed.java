package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.util.List;
import java.util.Optional;

/** Where graphs and tiles get their numbers: a running game, or a session that was recorded. */
public interface Feed {

    /** The series there are; fixed for the life of a feed. */
    List<Channel> channels();

    /** Their recent past, written by another thread. */
    SampleHistory history();

    /** The newest raw value of a metric, such as a counter's total; NaN when there is none. */
    double total(String name);

    /** What the plugin reported, oldest first, from an index on; any thread. */
    default List<BlockEvent> events(int from) {
        return List.of();
    }

    /** How many requests of each size came, about once a second; written by another thread. */
    default SizeHistory sizes() {
        return new SizeHistory();
    }

    /** All live values as they were last, those too that are not in the samples; any thread. */
    default Optional<Snapshot> snapshot() {
        return Optional.empty();
    }

    /** The series of a metric, if the block has it. */
    default Optional<Channel> channel(String name) {
        return channels().stream().filter(channel -> channel.name().equals(name)).findFirst();
    }
}
