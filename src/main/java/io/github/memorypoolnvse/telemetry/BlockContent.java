package io.github.memorypoolnvse.telemetry;

/** What a piece of memory turned out to be. */
public sealed interface BlockContent {

    /** A block of a version this manager reads. */
    record Readable(BlockReader reader) implements BlockContent {}

    /** The plugin is still laying it out: look again. */
    record Unfinished() implements BlockContent {}

    /** Something else under the same name. */
    record Foreign(String reason) implements BlockContent {}

    /** A block of a newer major version: the manager is to be updated. */
    record Newer(int major, int minor) implements BlockContent {}

    /** A block by its first bytes, but its tables contradict themselves. */
    record Damaged(String reason) implements BlockContent {}
}
