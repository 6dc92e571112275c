package io.github.memorypoolnvse.telemetry;

import io.github.memorypoolnvse.telemetry.BlockParts.DamageException;
import io.github.memorypoolnvse.telemetry.BlockParts.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the metric directory, which never changes once the block has its magic. */
final class DirectoryReader {

    private DirectoryReader() {}

    static MetricDirectory read(BlockMemory memory, Part directory, Part live, Part samples) throws DamageException {
        int width = (samples.stride() - BlockLayout.SAMPLE_SIZE) / Long.BYTES;
        List<Metric> metrics = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < directory.count(); i++) {
            Metric metric = metric(memory, directory.entry(i), live.count(), width);
            if (!ids.add(metric.id())) {
                throw new DamageException("The metric " + metric.id() + " is there twice.");
            }
            metrics.add(metric);
        }
        return new MetricDirectory(metrics, width);
    }

    private static Metric metric(BlockMemory memory, long at, int liveSlots, int ringSlots) throws DamageException {
        String id = memory.text(at + BlockLayout.METRIC_ID, BlockLayout.METRIC_UNIT - BlockLayout.METRIC_ID);
        int liveSlot = memory.intAt(at + BlockLayout.METRIC_LIVE_SLOT);
        int ringSlot = memory.intAt(at + BlockLayout.METRIC_RING_SLOT);
        if (id.isEmpty() || !id.chars().allMatch(DirectoryReader::mayBeInId)) {
            throw new DamageException("A metric has no proper id.");
        }
        if (liveSlot < 0 || liveSlot >= liveSlots) {
            throw new DamageException("The metric " + id + " has no live slot.");
        }
        if (ringSlot != BlockLayout.METRIC_NO_SLOT && (ringSlot < 0 || ringSlot >= ringSlots)) {
            throw new DamageException("The metric " + id + " has no slot in a sample.");
        }
        return new Metric(
                id,
                memory.text(at + BlockLayout.METRIC_UNIT, BlockLayout.METRIC_GROUP - BlockLayout.METRIC_UNIT),
                MetricKind.of(memory.intAt(at + BlockLayout.METRIC_KIND)),
                memory.text(at + BlockLayout.METRIC_GROUP, BlockLayout.METRIC_LABEL - BlockLayout.METRIC_GROUP),
                memory.text(at + BlockLayout.METRIC_LABEL, BlockLayout.METRIC_DESCRIPTION - BlockLayout.METRIC_LABEL),
                memory.text(
                        at + BlockLayout.METRIC_DESCRIPTION, BlockLayout.METRIC_KIND - BlockLayout.METRIC_DESCRIPTION),
                liveSlot,
                ringSlot == BlockLayout.METRIC_NO_SLOT ? Metric.NOT_SAMPLED : ringSlot);
    }

    private static boolean mayBeInId(int character) {
        return character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || character == '.'
                || character == '_';
    }
}
