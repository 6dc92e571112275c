/**
 * Where installs are found: one finder a source, each failing alone and saying why.
 */
@NullMarked
package io.github.memorypoolnvse.game.find;

import org.jspecify.annotations.NullMarked;
