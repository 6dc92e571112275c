/**
 * The only place that knows the operating system; no JNA type leaves it.
 */
@NullMarked
package io.github.memorypoolnvse.platform;

import org.jspecify.annotations.NullMarked;
