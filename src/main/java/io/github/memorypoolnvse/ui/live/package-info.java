/**
 * The Live page: tiles and graphs of a running game, and the graph control itself.
 */
@NullMarked
package io.github.memorypoolnvse.ui.live;

import org.jspecify.annotations.NullMarked;
