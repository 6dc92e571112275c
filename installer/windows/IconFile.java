import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts PNG pictures into one Windows icon file: java IconFile.java OUTPUT.ico PICTURE.png... */
final class IconFile {

    private static final int HEADER = 6;
    private static final int ENTRY = 16;
    private static final int WIDTH_IN_PNG = 16;

    private IconFile() {
    }

    public static void main(String[] arguments) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (int index = 1; index < arguments.length; index++) {
            pictures.add(Files.readAllBytes(Path.of(arguments[index])));
        }
        Files.write(Path.of(arguments[0]), icon(pictures));
    }

    private static byte[] icon(List<byte[]> pictures) {
        int position = HEADER + ENTRY * pictures.size();
        int size = position + pictures.stream().mapToInt(picture -> picture.length).sum();
        ByteBuffer icon = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        icon.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
        for (byte[] picture : pictures) {
            int width = ByteBuffer.wrap(picture).getInt(WIDTH_IN_PNG);
            // A side of 256 is written as 0; one colour plane, 32 bits a pixel.
            icon.put((byte) width).put((byte) width).putShort((short) 0).putShort((short) 1).putShort((short) 32);
            icon.putInt(picture.length).putInt(position);
            position += picture.length;
        }
        pictures.forEach(icon::put);
        return icon.array();
    }
}
