/**
 * Linux: {@code /proc} and {@code /dev/shm}.
 */
@NullMarked
package io.github.memorypoolnvse.platform.linux;

import org.jspecify.annotations.NullMarked;
