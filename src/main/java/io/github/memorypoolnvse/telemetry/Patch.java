package io.github.memorypoolnvse.telemetry;

/**
 * One site the plugin changes or wanted to change.
 *
 * @param address in the game, unsigned 32 bits
 * @param expected the bytes that should stand there, in hexadecimal; empty when nothing was asked of them
 * @param found the bytes that stood there, in hexadecimal; empty when not looked at
 */
public record Patch(long address, String group, String name, PatchStatus status, String expected, String found) {}
