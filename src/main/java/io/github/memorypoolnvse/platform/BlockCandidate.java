package io.github.memorypoolnvse.platform;

import org.jspecify.annotations.Nullable;

/**
 * A place where a shared block is or should be.
 *
 * @param location what {@link SharedBlocks#open} needs: a file's path or a section's name
 * @param owner the process that writes it; null when no process has it open any more
 */
public record BlockCandidate(String location, @Nullable RunningProcess owner) {}
