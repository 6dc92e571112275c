/**
 * Recorded sessions: store, reopening, export.
 */
@NullMarked
package io.github.memorypoolnvse.session;

import org.jspecify.annotations.NullMarked;
