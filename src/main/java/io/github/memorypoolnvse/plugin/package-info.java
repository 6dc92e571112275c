/**
 * What we ship: the plugin's files, versions and hashes, its settings and the budget presets.
 */
@NullMarked
package io.github.memorypoolnvse.plugin;

import org.jspecify.annotations.NullMarked;
