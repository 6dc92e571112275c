package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds small, well-formed executables, so that tests read real headers. */
public final class TestExecutable {

    private static final int HEADER = 0x120;
    private static final int RESOURCES_AT = 0x600;
    private static final int DEBUG_AT = 0x400;

    private int machine = PortableExecutable.MACHINE_I386;
    private int characteristics = 0x0102;
    private final List<String> sections = new ArrayList<>(List.of(".text"));
    private final Map<String, String> strings = new LinkedHashMap<>();
    private int[] version = {};
    private String pdbPath = "";

    public static TestExecutable game() {
        return new TestExecutable().version(1, 4, 0, 525);
    }

    /** xNVSE 6.4.8 carries 0.6.4.8. */
    public static TestExecutable nvse(int major, int minor, int beta) {
        return new TestExecutable().version(0, major, minor, beta);
    }

    public TestExecutable version(int major, int minor, int build, int revision) {
        version = new int[] {major, minor, build, revision};
        return this;
    }

    public TestExecutable machine(int value) {
        machine = value;
        return this;
    }

    public TestExecutable largeAddressAware() {
        characteristics |= PortableExecutable.LARGE_ADDRESS_AWARE;
        return this;
    }

    public TestExecutable section(String name) {
        sections.add(name);
        return this;
    }

    public TestExecutable string(String name, String value) {
        strings.put(name, value);
        return this;
    }

    public TestExecutable pdbPath(String path) {
        pdbPath = path;
        return this;
    }

    public Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes());
    }

    public byte[] bytes() {
        byte[] resource = version.length == 0 ? new byte[0] : versionResource();
        int size = RESOURCES_AT + 0x100 + resource.length;
        ByteBuffer image = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        image.putShort(0, (short) 0x5A4D).putInt(0x3C, HEADER);
        image.putInt(HEADER, 0x4550).putShort(HEADER + 4, (short) machine)
                .putShort(HEADER + 6, (short) (sections.size() + 1)).putInt(HEADER + 8, 0x4E0D50ED)
                .putShort(HEADER + 20, (short) 224).putShort(HEADER + 22, (short) characteristics);
        int optional = HEADER + 24;
        image.putShort(optional, (short) 0x10B).putInt(optional + 64, 0x1234).putInt(optional + 92, 16);
        if (resource.length > 0) {
            image.putInt(optional + 96 + 2 * 8, 0x1000 + RESOURCES_AT).putInt(optional + 96 + 2 * 8 + 4, 0x100);
        }
        if (!pdbPath.isEmpty()) {
            image.putInt(optional + 96 + 6 * 8, 0x1000 + DEBUG_AT).putInt(optional + 96 + 6 * 8 + 4, 28);
            debugEntry(image);
        }
        int header = optional + 224;
        for (String name : sections) {
            putSection(image, header, name, 0x100000, 0, 0);
            header += 40;
        }
        putSection(image, header, ".rsrc", 0x1000, size, 0);
        if (resource.length > 0) {
            resourceTree(image, resource);
        }
        return image.array();
    }

    private static void putSection(ByteBuffer image, int at, String name, int address, int fileSize, int offset) {
        image.put(at, name.getBytes(StandardCharsets.US_ASCII));
        image.putInt(at + 8, fileSize).putInt(at + 12, address).putInt(at + 16, fileSize).putInt(at + 20, offset);
    }

    private void debugEntry(ByteBuffer image) {
        byte[] path = (pdbPath + "\0").getBytes(StandardCharsets.US_ASCII);
        image.putInt(DEBUG_AT + 12, 2).putInt(DEBUG_AT + 16, 24 + path.length).putInt(DEBUG_AT + 24, DEBUG_AT + 28);
        image.putInt(DEBUG_AT + 28, 0x53445352).put(DEBUG_AT + 28 + 24, path);
    }

    private static void resourceTree(ByteBuffer image, byte[] resource) {
        directory(image, RESOURCES_AT, 16, 0x80000018);
        directory(image, RESOURCES_AT + 0x18, 1, 0x80000030);
        directory(image, RESOURCES_AT + 0x30, 0x409, 0x48);
        image.putInt(RESOURCES_AT + 0x48, 0x1000 + RESOURCES_AT + 0x60).putInt(RESOURCES_AT + 0x4C, resource.length);
        image.put(RESOURCES_AT + 0x60, resource);
    }

    private static void directory(ByteBuffer image, int at, int id, int offset) {
        image.putShort(at + 14, (short) 1).putInt(at + 16, id).putInt(at + 20, offset);
    }

    private byte[] versionResource() {
        ByteBuffer fixed = ByteBuffer.allocate(52).order(ByteOrder.LITTLE_ENDIAN);
        int high = version[0] << 16 | version[1];
        int low = version[2] << 16 | version[3];
        fixed.putInt(0xFEEF04BD).putInt(0x10000).putInt(high).putInt(low).putInt(high).putInt(low);
        List<byte[]> entries = new ArrayList<>();
        strings.forEach((name, value) -> entries.add(block(name, utf16(value + "\0"), true, List.of())));
        byte[] table = block("040904B0", new byte[0], true, entries);
        byte[] info = block("StringFileInfo", new byte[0], true, List.of(table));
        return block("VS_VERSION_INFO", fixed.array(), false, List.of(info));
    }

    private static byte[] block(String key, byte[] value, boolean text, List<byte[]> children) {
        ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        out.position(6);
        out.put(utf16(key + "\0"));
        align(out);
        out.put(value);
        for (byte[] child : children) {
            align(out);
            out.put(child);
        }
        int length = out.position();
        out.putShort(0, (short) length).putShort(2, (short) (text ? value.length / 2 : value.length))
                .putShort(4, (short) (text ? 1 : 0));
        byte[] bytes = new byte[length];
        out.get(0, bytes);
        return bytes;
    }

    private static void align(ByteBuffer out) {
        out.position((out.position() + 3) & ~3);
    }

    private static byte[] utf16(String text) {
        return text.getBytes(StandardCharsets.UTF_16LE);
    }
}
