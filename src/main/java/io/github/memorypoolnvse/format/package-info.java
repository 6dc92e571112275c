/**
 * Readers of the file formats met around the game. They know bytes and text, nothing of games or systems, and
 * trust no input: every offset, length and depth is checked.
 */
@NullMarked
package io.github.memorypoolnvse.format;

import org.jspecify.annotations.NullMarked;
