/**
 * The Setup page: the install, its health, the preset and the next right step.
 */
@NullMarked
package io.github.memorypoolnvse.ui.setup;

import org.jspecify.annotations.NullMarked;
