/**
 * What an install of the game is, where installs are found, what state one is in.
 */
@NullMarked
package io.github.memorypoolnvse.game;

import org.jspecify.annotations.NullMarked;
