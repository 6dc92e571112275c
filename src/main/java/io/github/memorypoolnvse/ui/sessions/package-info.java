/**
 * The Sessions page: what was recorded, reopened in the same graphs.
 */
@NullMarked
package io.github.memorypoolnvse.ui.sessions;

import org.jspecify.annotations.NullMarked;
