/**
 * The commands a person types, over the packages below.
 */
@NullMarked
package io.github.memorypoolnvse.cli;

import org.jspecify.annotations.NullMarked;
