package io.github.memorypoolnvse;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;

/** An X server without a screen, on a number nobody uses; what it shows can be read while programs draw on it. */
public final class VirtualDisplay implements AutoCloseable {

    /** Far from the numbers people and other tests use. */
    private static final int FIRST_NUMBER = 10_000;
    /** Fields of the header of an X window dump, 32-bit words in network order. */
    private static final int HEADER_SIZE = 0;
    private static final int BYTES_PER_LINE = 12;
    private static final int COLOURS = 19;
    private static final int BYTES_PER_COLOUR = 12;

    private final Process server;
    private final String name;
    private final Path frameBuffer;
    private final int width;
    private final int height;

    private VirtualDisplay(Process server, String name, Path frameBuffer, int width, int height) {
        this.server = server;
        this.name = name;
        this.frameBuffer = frameBuffer;
        this.width = width;
        this.height = height;
    }

    /**
     * Starts one.
     *
     * @param folder an empty folder for its pixels
     * @param prefix a program and its options to start it with; may be empty
     */
    public static VirtualDisplay start(Path folder, int width, int height, List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        String wanted = ":" + ThreadLocalRandom.current().nextInt(FIRST_NUMBER, 2 * FIRST_NUMBER);
        command.addAll(List.of("Xvfb", wanted, "-displayfd", "1", "-screen", "0", width + "x" + height + "x24",
                "-nolisten", "tcp", "-br", "-noreset", "-fbdir", Files.createDirectories(folder).toString()));
        Process server = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String number = said.readLine();
        if (number == null) {
            server.destroy();
            throw new IOException("Xvfb did not start");
        }
        return new VirtualDisplay(server, ":" + number, folder.resolve("Xvfb_screen0"), width, height);
    }

    /** What {@code DISPLAY} must say. */
    public String name() {
        return name;
    }

    /** The server's own process. */
    public ProcessHandle process() {
        return server.toHandle();
    }

    /** How many different colours every fourth pixel has, up to a limit: text has many, an empty window one. */
    public int colours(int most) throws IOException {
        ByteBuffer pixels = pixels();
        Set<Integer> seen = new HashSet<>();
        for (int at = 0; at + Integer.BYTES <= pixels.limit() && seen.size() < most; at += 4 * Integer.BYTES) {
            seen.add(pixels.getInt(at));
        }
        return seen.size();
    }

    /** Writes what is seen as PNG. */
    public void picture(Path file) throws IOException {
        ByteBuffer pixels = pixels();
        int stride = pixels.limit() / height;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, pixels.getInt(y * stride + x * Integer.BYTES));
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private ByteBuffer pixels() throws IOException {
        ByteBuffer dump = ByteBuffer.wrap(Files.readAllBytes(frameBuffer));
        int from = dump.getInt(HEADER_SIZE) + dump.getInt(COLOURS * Integer.BYTES) * BYTES_PER_COLOUR;
        int length = dump.getInt(BYTES_PER_LINE * Integer.BYTES) * height;
        return dump.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        server.destroy();
        try {
            server.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
