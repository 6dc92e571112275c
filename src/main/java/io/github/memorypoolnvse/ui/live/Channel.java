package io.github.memorypoolnvse.ui.live;

/**
 * One series a graph can show.
 *
 * @param name the metric's name in the block
 * @param unit of its values in the history: a counter's are per second
 * @param series its place in the history
 */
public record Channel(String name, Unit unit, int series) {
}
