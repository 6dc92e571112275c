package io.github.memorypoolnvse.telemetry;

import java.util.Set;

/**
 * What the head of a block says now.
 *
 * @param heartbeat grows at least every 250 ms while the plugin runs
 * @param heartbeatNanos the plugin's clock at the last beat
 * @param closedNanos the plugin's clock at the last sample of a closing block, else 0
 */
public record BlockStatus(
        BlockState state,
        PluginMode mode,
        Set<BlockFlag> flags,
        long heartbeat,
        long heartbeatNanos,
        long closedNanos) {}
