/**
 * What state an install is in: one check a question, each failing alone.
 */
@NullMarked
package io.github.memorypoolnvse.game.health;

import org.jspecify.annotations.NullMarked;
