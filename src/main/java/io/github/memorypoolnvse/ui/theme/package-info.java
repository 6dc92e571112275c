/**
 * Colours, type and icons: one stylesheet with the tokens of both themes.
 */
@NullMarked
package io.github.memorypoolnvse.ui.theme;

import org.jspecify.annotations.NullMarked;
