/**
 * Measurements of the manager, run by ./bench.
 */
package io.github.memorypoolnvse.bench;
