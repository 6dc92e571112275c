/**
 * The window.
 */
@NullMarked
package io.github.memorypoolnvse.ui;

import org.jspecify.annotations.NullMarked;
