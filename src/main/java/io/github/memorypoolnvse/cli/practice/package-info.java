/**
 * The practice game, a test bench, driven from the manager: starting it, its truth, and the whole main job on it.
 */
@NullMarked
package io.github.memorypoolnvse.cli.practice;

import org.jspecify.annotations.NullMarked;
