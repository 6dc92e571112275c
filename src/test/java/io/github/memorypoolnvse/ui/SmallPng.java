package io.github.memorypoolnvse.ui;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes pictures of a window small: with the 256 colours that matter most, packed as tightly as PNG can. */
final class SmallPng {

    private static final int MOST_COLOURS = 256;

    private SmallPng() {
    }

    static void write(BufferedImage image, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(Files.newOutputStream(file))) {
            writer.setOutput(out);
            ImageWriteParam tight = writer.getDefaultWriteParam();
            tight.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            tight.setCompressionQuality(0);
            writer.write(null, new IIOImage(indexed(image), null, null), tight);
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage indexed(BufferedImage image) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        int[] palette = palette(counts);
        Map<Integer, Integer> nearest = new HashMap<>();
        counts.keySet().forEach(colour -> nearest.put(colour, nearest(palette, colour)));
        BufferedImage indexed = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                indexed.getRaster().setSample(x, y, 0, nearest.get(image.getRGB(x, y) & 0xffffff));
            }
        }
        return indexed;
    }

    /** One colour after the other: the one that is missed most, by how often it is there and how far it is away. */
    private static int[] palette(Map<Integer, Integer> counts) {
        int[] colours = counts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        long[] missed = new long[colours.length];
        Arrays.fill(missed, Integer.MAX_VALUE);
        int[] palette = new int[Math.min(MOST_COLOURS, colours.length)];
        for (int taken = 0; taken < palette.length; taken++) {
            int next = 0;
            for (int i = 1; i < colours.length; i++) {
                if (missed[i] * counts.get(colours[i]) > missed[next] * counts.get(colours[next])) {
                    next = i;
                }
            }
            palette[taken] = colours[next];
            for (int i = 0; i < colours.length; i++) {
                missed[i] = Math.min(missed[i], distance(colours[i], palette[taken]));
            }
        }
        return palette;
    }

    private static int nearest(int[] palette, int colour) {
        int best = 0;
        for (int i = 1; i < palette.length; i++) {
            if (distance(palette[i], colour) < distance(palette[best], colour)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 255) - (other >> 16 & 255);
        int green = (one >> 8 & 255) - (other >> 8 & 255);
        int blue = (one & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }
}
