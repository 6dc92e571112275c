package io.github.memorypoolnvse.telemetry;

/**
 * What one thread did through all paths, or several together.
 *
 * @param threadId as Windows or Wine counts; 0 for several
 * @param name its description, or the module and offset at which it began; empty when not known
 * @param threads how many the line stands for
 * @param sinceNanos block time of its first call; 0 for several
 * @param balance usable bytes handed out less those given back; below 0 where it frees what others allocated
 * @param pageCalls calls of VirtualAlloc and VirtualFree that came through the plugin
 */
public record ThreadCounts(
        long threadId,
        ThreadRole role,
        String name,
        long threads,
        long sinceNanos,
        long allocations,
        long frees,
        long reallocations,
        long failures,
        long bytesRequested,
        long balance,
        long pageCalls) {

    /** Allocations, frees and reallocations together. */
    public long calls() {
        return allocations + frees + reallocations;
    }
}
