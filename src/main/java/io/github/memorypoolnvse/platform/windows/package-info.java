/**
 * Windows, by JNA. No class outside this package names one in here before the system is known to be Windows.
 */
@NullMarked
package io.github.memorypoolnvse.platform.windows;

import org.jspecify.annotations.NullMarked;
