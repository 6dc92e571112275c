package io.github.memorypoolnvse.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A disk with one fault at one step. */
class FaultyDisk implements FileOperations {

    /** What happens at the step. */
    enum Fault {
        /** It fails, however often it is tried, and the program goes on. */
        FAIL,
        /** Half of the content is written, then it fails, and the program goes on. */
        SHORT_WRITE,
        /** The program dies before it. */
        KILL_BEFORE,
        /** The program dies with half of the content written. */
        KILL_WITHIN,
        /** The program dies after it. */
        KILL_AFTER;

        boolean kills() {
            return this == KILL_BEFORE || this == KILL_WITHIN || this == KILL_AFTER;
        }

        boolean halves() {
            return this == SHORT_WRITE || this == KILL_WITHIN;
        }
    }

    /** The program's death: nothing that runs after it reaches the disk. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final FileOperations disk;
    private final int faultyStep;
    private final Fault fault;
    private int steps;
    private boolean dead;
    private String failing = "";
    private boolean reached;

    /**
     * @param faultyStep counted from 0; negative for a sound disk that only counts
     */
    FaultyDisk(FileOperations disk, int faultyStep, Fault fault) {
        this.disk = disk;
        this.faultyStep = faultyStep;
        this.fault = fault;
    }

    int steps() {
        return steps;
    }

    /** True once the fault has happened; a fault in half a content needs a step that writes one. */
    boolean reached() {
        return reached;
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }

    @FunctionalInterface
    private interface Half {
        void run() throws IOException;
    }

    private <T> T step(String name, Step<T> whole, Half half) throws IOException {
        if (dead) {
            throw new Killed();
        }
        if (name.equals(failing)) {
            throw new IOException("injected again at " + name);
        }
        if (steps++ != faultyStep) {
            return whole.run();
        }
        reached = true;
        if (fault.halves()) {
            half.run();
        }
        if (fault == Fault.KILL_AFTER) {
            whole.run();
        }
        if (fault.kills()) {
            dead = true;
            throw new Killed();
        }
        failing = name;
        throw new IOException("injected at " + name);
    }

    private static void nothing() {
    }

    @Override
    public Optional<Fingerprint> fingerprint(Path file) throws IOException {
        return step("fingerprint " + file, () -> disk.fingerprint(file), FaultyDisk::nothing);
    }

    @Override
    public int names(Path file) throws IOException {
        return step("names " + file, () -> disk.names(file), FaultyDisk::nothing);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return step("read " + file, () -> disk.read(file), FaultyDisk::nothing);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        step("createDirectory " + directory, () -> {
            disk.createDirectory(directory);
            return true;
        }, FaultyDisk::nothing);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        step("write " + file, () -> {
            disk.write(file, content);
            return true;
        }, () -> disk.write(file, Arrays.copyOf(content, content.length / 2)));
    }

    @Override
    public void copy(Path source, Path target) throws IOException {
        step("copy " + target, () -> {
            disk.copy(source, target);
            return true;
        }, () -> {
            byte[] content = Files.readAllBytes(source);
            disk.write(target, Arrays.copyOf(content, content.length / 2));
        });
    }

    @Override
    public void move(Path source, Path target) throws IOException {
        step("move " + target, () -> {
            disk.move(source, target);
            return true;
        }, FaultyDisk::nothing);
    }

    @Override
    public void delete(Path file) throws IOException {
        step("delete " + file, () -> {
            disk.delete(file);
            return true;
        }, FaultyDisk::nothing);
    }

    @Override
    public void deleteEmptyDirectory(Path directory) throws IOException {
        step("deleteEmptyDirectory " + directory, () -> {
            disk.deleteEmptyDirectory(directory);
            return true;
        }, FaultyDisk::nothing);
    }
}
