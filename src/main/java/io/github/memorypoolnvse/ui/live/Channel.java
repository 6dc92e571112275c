package io.github.memorypoolnvse.ui.live;

/**
 * One series a graph can show.
 *
 * @param name the metric's name in the block
 * @param unit of its values in the history: a counter's are per second
 * @param series its place in the history
 * @param label its name for people, as the block says it
 * @param description one sentence, as the block says it
 */
public record Channel(String name, Unit unit, int series, String label, String description) {
}
