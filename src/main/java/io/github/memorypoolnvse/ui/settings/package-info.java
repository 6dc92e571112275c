/**
 * The Settings page, and what the manager itself remembers.
 */
@NullMarked
package io.github.memorypoolnvse.ui.settings;

import org.jspecify.annotations.NullMarked;
