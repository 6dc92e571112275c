/**
 * The one door: no arguments opens the window, arguments run a command.
 */
@NullMarked
package io.github.memorypoolnvse;

import org.jspecify.annotations.NullMarked;
