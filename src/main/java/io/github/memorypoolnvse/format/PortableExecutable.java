package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The few fields of a Windows executable that say what it is. Only the header, the version resource and the
 * debug entry are read, whatever the file's size.
 *
 * @param machine          0x14C for 32-bit x86
 * @param timestamp        seconds since 1970, as the linker wrote them
 * @param headerOffset     file offset of the "PE" signature
 * @param characteristics  IMAGE_FILE_* bits
 * @param checkSum         of the optional header, unsigned
 * @param sections         in file order
 * @param version          the version resource, where there is a well-formed one
 * @param pdbPath          the debugger file named by the linker
 */
public record PortableExecutable(
        int machine,
        long timestamp,
        int headerOffset,
        int characteristics,
        long checkSum,
        List<Section> sections,
        Optional<VersionResource> version,
        Optional<String> pdbPath) {

    /** IMAGE_FILE_LARGE_ADDRESS_AWARE (engine facts 5). */
    public static final int LARGE_ADDRESS_AWARE = 0x0020;
    /** IMAGE_FILE_MACHINE_I386. */
    public static final int MACHINE_I386 = 0x14C;

    private static final int MAX_HEADER_OFFSET = 0x10000;
    private static final int MAX_SECTIONS = 96;
    private static final int MAX_RESOURCE_ENTRIES = 4096;
    private static final int MAX_VERSION_BYTES = 0x10000;
    private static final int MAX_DEBUG_ENTRIES = 16;
    private static final int MAX_PDB_PATH = 1024;
    private static final int RESOURCE_DIRECTORY = 2;
    private static final int DEBUG_DIRECTORY = 6;
    private static final int RT_VERSION = 16;
    private static final int CODEVIEW = 2;
    private static final int RSDS = 0x53445352;

    public PortableExecutable {
        sections = List.copyOf(sections);
    }

    /** One section's place in memory and file, offsets and sizes in bytes. */
    public record Section(String name, long virtualAddress, long virtualSize, long fileOffset, long fileSize) {
    }

    public boolean largeAddressAware() {
        return (characteristics & LARGE_ADDRESS_AWARE) != 0;
    }

    public boolean hasSection(String name) {
        return sections.stream().anyMatch(section -> section.name().equals(name));
    }

    /** File offset of the 16-bit Characteristics field. */
    public long characteristicsOffset() {
        return headerOffset + 0x16L;
    }

    /** File offset of the 32-bit CheckSum field. */
    public long checkSumOffset() {
        return headerOffset + 0x58L;
    }

    /**
     * Reads {@code file}.
     *
     * @throws MalformedException when it is no PE file
     * @throws IOException        when it cannot be read
     */
    public static PortableExecutable read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return parse(ByteSource.of(channel));
        }
    }

    /** Reads an executable held in memory. */
    public static PortableExecutable parse(byte[] bytes) throws IOException {
        return parse(ByteSource.of(bytes));
    }

    private static PortableExecutable parse(ByteSource source) throws IOException {
        ByteBuffer dos = source.read(0, 0x40);
        if (dos.getShort(0) != 0x5A4D) {
            throw new MalformedException("no MZ signature");
        }
        int header = dos.getInt(0x3C);
        if (header < 0 || header > MAX_HEADER_OFFSET) {
            throw new MalformedException("header offset " + Integer.toUnsignedString(header));
        }
        ByteBuffer pe = source.read(header, 24);
        if (pe.getInt(0) != 0x4550) {
            throw new MalformedException("no PE signature");
        }
        int sectionCount = Short.toUnsignedInt(pe.getShort(6));
        int optionalSize = Short.toUnsignedInt(pe.getShort(20));
        if (sectionCount > MAX_SECTIONS) {
            throw new MalformedException(sectionCount + " sections");
        }
        ByteBuffer optional = source.read(header + 24L, optionalSize);
        List<Section> sections = sections(source.read(header + 24L + optionalSize, sectionCount * 40));
        long checkSum = optionalSize >= 68 ? Integer.toUnsignedLong(optional.getInt(64)) : 0;
        Image image = new Image(source, optional, sections);
        return new PortableExecutable(Short.toUnsignedInt(pe.getShort(4)), Integer.toUnsignedLong(pe.getInt(8)),
                header, Short.toUnsignedInt(pe.getShort(22)), checkSum, sections,
                tolerant(image::version), tolerant(image::pdbPath));
    }

    private static List<Section> sections(ByteBuffer table) {
        List<Section> sections = new ArrayList<>();
        for (int at = 0; at < table.limit(); at += 40) {
            byte[] name = new byte[8];
            table.get(at, name);
            sections.add(new Section(zeroTerminated(name), Integer.toUnsignedLong(table.getInt(at + 12)),
                    Integer.toUnsignedLong(table.getInt(at + 8)), Integer.toUnsignedLong(table.getInt(at + 20)),
                    Integer.toUnsignedLong(table.getInt(at + 16))));
        }
        return sections;
    }

    private static String zeroTerminated(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** A damaged resource does not hide the rest of the file. */
    private static <T> Optional<T> tolerant(Part<T> part) throws IOException {
        try {
            return part.read();
        } catch (MalformedException damaged) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Part<T> {
        Optional<T> read() throws IOException;
    }

    /** The data directories, reached by virtual address. */
    private record Image(ByteSource source, ByteBuffer optional, List<Section> sections) {

        Optional<VersionResource> version() throws IOException {
            long root = directoryAddress(RESOURCE_DIRECTORY);
            if (root == 0) {
                return Optional.empty();
            }
            long type = entry(root, root, RT_VERSION);
            long name = type == 0 ? 0 : entry(root, type, -1);
            long language = name == 0 ? 0 : entry(root, name, -1);
            if (language == 0) {
                return Optional.empty();
            }
            ByteBuffer data = at(language, 8);
            int size = data.getInt(4);
            if (size < 0 || size > MAX_VERSION_BYTES) {
                throw new MalformedException("version resource of " + Integer.toUnsignedString(size) + " bytes");
            }
            return Optional.of(VersionResource.parse(at(Integer.toUnsignedLong(data.getInt(0)), size)));
        }

        Optional<String> pdbPath() throws IOException {
            long address = directoryAddress(DEBUG_DIRECTORY);
            int entries = Math.min(directorySize(DEBUG_DIRECTORY) / 28, MAX_DEBUG_ENTRIES);
            if (address == 0 || entries <= 0) {
                return Optional.empty();
            }
            ByteBuffer table = at(address, entries * 28);
            for (int at = 0; at < table.limit(); at += 28) {
                int size = table.getInt(at + 16);
                long offset = Integer.toUnsignedLong(table.getInt(at + 24));
                if (table.getInt(at + 12) != CODEVIEW || size <= 24) {
                    continue;
                }
                ByteBuffer record = source.read(offset, Math.min(size, MAX_PDB_PATH));
                if (record.getInt(0) == RSDS) {
                    byte[] path = new byte[record.limit() - 24];
                    record.get(24, path);
                    return Optional.of(zeroTerminated(path));
                }
            }
            return Optional.empty();
        }

        /** The address of the child {@code id} (any child when negative) of the directory, 0 without one. */
        private long entry(long root, long directory, int id) throws IOException {
            ByteBuffer head = at(directory, 16);
            int count = Short.toUnsignedInt(head.getShort(12)) + Short.toUnsignedInt(head.getShort(14));
            if (count > MAX_RESOURCE_ENTRIES) {
                throw new MalformedException(count + " resource entries");
            }
            ByteBuffer entries = at(directory + 16, count * 8);
            for (int at = 0; at < entries.limit(); at += 8) {
                if (id < 0 || entries.getInt(at) == id) {
                    return root + (entries.getInt(at + 4) & 0x7fffffff);
                }
            }
            return 0;
        }

        private int directoriesOffset() {
            boolean wide = optional.limit() >= 2 && optional.getShort(0) == 0x20B;
            return wide ? 112 : 96;
        }

        private long directoryAddress(int index) {
            int at = directoriesOffset() + index * 8;
            return at + 8 <= optional.limit() ? Integer.toUnsignedLong(optional.getInt(at)) : 0;
        }

        private int directorySize(int index) {
            int at = directoriesOffset() + index * 8;
            return at + 8 <= optional.limit() ? Math.max(0, optional.getInt(at + 4)) : 0;
        }

        private ByteBuffer at(long virtualAddress, int length) throws IOException {
            for (Section section : sections) {
                long inside = virtualAddress - section.virtualAddress();
                if (inside >= 0 && inside + length <= section.fileSize()) {
                    return source.read(section.fileOffset() + inside, length);
                }
            }
            throw new MalformedException("address %x is in no section".formatted(virtualAddress));
        }
    }
}
