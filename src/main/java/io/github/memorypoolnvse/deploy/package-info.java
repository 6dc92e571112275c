/**
 * Changing a game folder safely: plan, apply, verify, undo, with a journal.
 */
@NullMarked
package io.github.memorypoolnvse.deploy;

import org.jspecify.annotations.NullMarked;
