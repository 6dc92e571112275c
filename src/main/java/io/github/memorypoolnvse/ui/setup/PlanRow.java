package io.github.memorypoolnvse.ui.setup;

/**
 * One file of a plan as it is read.
 *
 * @param action what happens, in a word
 * @param path below the game folder
 * @param size of what will be there, or of what goes
 * @param hash SHA-256 of the same, lower-case hexadecimal; empty when nothing is known
 * @param replaces what is there now, empty when nothing is
 * @param changes whether anything happens to it
 */
public record PlanRow(String action, String path, String size, String hash, String replaces, boolean changes) {
}
