package io.github.memorypoolnvse.telemetry;

import java.time.Duration;

/**
 * How often the watcher looks, and when it loses patience.
 *
 * @param drain between two reads of an attached game
 * @param restingDrain the same while nobody looks; the block keeps its samples for two minutes
 * @param search between two looks for games while none is attached
 * @param list between two looks for further games while one is attached
 * @param frozenAfter without heartbeat, or without a frame; well above the plugin's 250 ms
 * @param pluginGrace how long a game may run without a block before it counts as running without the plugin
 * @param longestLoad after which a load that never ended no longer excuses a standing main loop
 */
public record WatchTiming(
        Duration drain,
        Duration restingDrain,
        Duration search,
        Duration list,
        Duration frozenAfter,
        Duration pluginGrace,
        Duration longestLoad) {

    public static WatchTiming standard() {
        return new WatchTiming(
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofMillis(1500),
                Duration.ofMillis(1500),
                Duration.ofMinutes(3));
    }
}
