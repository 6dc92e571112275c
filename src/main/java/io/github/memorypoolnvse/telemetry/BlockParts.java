package io.github.memorypoolnvse.telemetry;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part table, checked: whatever it names lies inside the block, aligned, and large enough for its kind. */
final class BlockParts {

    private static final int MAX_PARTS = 64;
    private static final int MAX_ENTRIES = 1 << 20;
    private static final int ALIGNMENT = 8;

    /**
     * One part.
     *
     * @param head offset of its head from the start of the block
     * @param first offset of entry 0 from the start of the block
     */
    record Part(int head, int first, int stride, int count) {

        long entry(int index) {
            return first + (long) stride * index;
        }
    }

    private final Map<BlockLayout.Kind, Part> parts;

    private BlockParts(Map<BlockLayout.Kind, Part> parts) {
        this.parts = parts;
    }

    @Nullable Part find(BlockLayout.Kind kind) {
        return parts.get(kind);
    }

    Part require(BlockLayout.Kind kind) throws DamageException {
        Part part = parts.get(kind);
        if (part == null) {
            throw new DamageException("The part " + kind + " is missing.");
        }
        return part;
    }

    /** The tables contradict themselves. Never leaves the package. */
    static final class DamageException extends Exception {

        private static final long serialVersionUID = 1;

        DamageException(String message) {
            super(message);
        }
    }

    static BlockParts read(BlockMemory memory) throws DamageException {
        long headerSize = memory.unsignedIntAt(BlockLayout.HEADER_HEADER_SIZE);
        long limit = memory.unsignedIntAt(BlockLayout.HEADER_TOTAL_SIZE);
        require(limit <= memory.size(), "The block claims more bytes than were mapped.");
        require(headerSize >= BlockLayout.HEADER_SIZE && headerSize <= limit, "The header's size is wrong.");
        long count = memory.unsignedIntAt(BlockLayout.HEADER_PART_COUNT);
        long table = memory.unsignedIntAt(BlockLayout.HEADER_PART_TABLE);
        long stride = memory.unsignedIntAt(BlockLayout.HEADER_PART_STRIDE);
        require(count <= MAX_PARTS, "The block has too many parts.");
        require(stride >= BlockLayout.PART_SIZE && stride % ALIGNMENT == 0, "The part table's stride is wrong.");
        require(
                table % ALIGNMENT == 0 && table >= headerSize && table + stride * count <= limit,
                "The part table lies outside.");
        Map<BlockLayout.Kind, Part> parts = new EnumMap<>(BlockLayout.Kind.class);
        for (int i = 0; i < count; i++) {
            readPart(memory, table + stride * i, limit, parts);
        }
        return new BlockParts(parts);
    }

    private static void readPart(BlockMemory memory, long at, long limit, Map<BlockLayout.Kind, Part> parts)
            throws DamageException {
        BlockLayout.Kind kind = kindOf(memory.intAt(at + BlockLayout.PART_KIND));
        if (kind == null) {
            return; // from a newer minor version
        }
        long offset = memory.unsignedIntAt(at + BlockLayout.PART_OFFSET);
        long bytes = memory.unsignedIntAt(at + BlockLayout.PART_BYTES);
        long entries = memory.unsignedIntAt(at + BlockLayout.PART_ENTRIES);
        long stride = memory.unsignedIntAt(at + BlockLayout.PART_STRIDE);
        long count = memory.unsignedIntAt(at + BlockLayout.PART_ENTRY_COUNT);
        require(offset % ALIGNMENT == 0 && offset + bytes <= limit, kind + " lies outside.");
        require(entries % ALIGNMENT == 0 && entries >= kind.headSize, kind + " has a head of the wrong size.");
        require(stride % ALIGNMENT == 0 && stride >= kind.entrySize, kind + " has entries of the wrong size.");
        require(count >= 1 && count <= MAX_ENTRIES, kind + " has a wrong number of entries.");
        require(entries + stride * count <= bytes, kind + " does not hold its entries.");
        Part part = new Part((int) offset, (int) (offset + entries), (int) stride, (int) count);
        require(parts.put(kind, part) == null, kind + " is there twice.");
    }

    private static BlockLayout.@Nullable Kind kindOf(int code) {
        for (BlockLayout.Kind kind : BlockLayout.Kind.values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }

    private static void require(boolean holds, String otherwise) throws DamageException {
        if (!holds) {
            throw new DamageException(otherwise);
        }
    }
}
