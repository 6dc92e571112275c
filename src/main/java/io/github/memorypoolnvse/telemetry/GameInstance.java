package io.github.memorypoolnvse.telemetry;

import io.github.memorypoolnvse.platform.RunningProcess;

/**
 * A running game, with or without the plugin.
 *
 * @param hasBlock whether a shared block of it was found
 */
public record GameInstance(RunningProcess process, boolean hasBlock) {

    public long pid() {
        return process.pid();
    }
}
