package io.github.memorypoolnvse.session;

import java.time.Instant;
import java.util.Map;

/**
 * What a session comes to, for a list.
 *
 * @param started when the game's plugin started
 * @param lengthNanos from the first sample to the last
 * @param samples how many were recorded
 * @param peakBytes the most live bytes; -1 when not known
 * @param smallestHole the smallest largest hole, bytes; -1 when not known
 * @param fallbacks allocations handed to the game's own heap; -1 when not known
 * @param warnings events that were warnings or errors
 * @param complete whether the recording was ended in order
 * @param farewell whether the game said that it is leaving; without it, it crashed or was ended, or the recording
 *     stopped first
 * @param properties what the plugin said about itself last
 */
public record SessionSummary(
        Instant started,
        long lengthNanos,
        long samples,
        long peakBytes,
        long smallestHole,
        long fallbacks,
        int warnings,
        boolean complete,
        boolean farewell,
        Map<String, String> properties) {

    public SessionSummary {
        properties = Map.copyOf(properties);
    }

    /** A property, or the empty text. */
    public String property(String key) {
        return properties.getOrDefault(key, "");
    }
}
