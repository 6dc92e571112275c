/**
 * The plugin's shared block: layout, reader, the watch for a running game.
 */
@NullMarked
package io.github.memorypoolnvse.telemetry;

import org.jspecify.annotations.NullMarked;
