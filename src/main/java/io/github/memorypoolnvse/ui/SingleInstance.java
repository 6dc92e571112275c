package io.github.memorypoolnvse.ui;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One window a user: the first start holds a lock and listens on a socket in the manager's folder, a later one knocks
 * there and leaves. Where neither works, or a lock is held by who does not answer for a second, a start opens a window.
 */
public final class SingleInstance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
    private static final byte RAISE = 'R';
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long BETWEEN_KNOCKS_MILLIS = 20;

    private final Path socket;
    private final Path lock;
    private @Nullable FileChannel held;
    private @Nullable ServerSocketChannel server;

    /**
     * @param folder the manager's own; its path must be short enough for a socket, else there is no such thing
     */
    public SingleInstance(Path folder) {
        this.socket = folder.resolve("window.socket");
        this.lock = folder.resolve("window.lock");
    }

    /**
     * Knocks at the window that is open, or becomes the one to knock at. Blocks for some two seconds at most.
     *
     * @param raise what a knock does; on a thread of this class
     * @return true when another window is open and was asked to come forward
     */
    public boolean knockOrListen(Runnable raise) throws InterruptedException {
        try {
            Files.createDirectories(lock.getParent());
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (!takeLock()) {
                if (knock()) {
                    return true;
                }
                if (System.nanoTime() - giveUp > 0) {
                    LOG.warn("another window is open, but does not answer");
                    return false;
                }
                Thread.sleep(BETWEEN_KNOCKS_MILLIS);
            }
            Files.deleteIfExists(socket);
            ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server = listening;
            listening.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().name("single-instance").start(() -> listen(listening, raise));
        } catch (IOException | UnsupportedOperationException without) {
            LOG.info("a second window cannot be noticed: {}", without.getMessage());
        }
        return false;
    }

    /** The lock goes with the process, however that ends; the file stays, for it may be locked by its next owner. */
    private boolean takeLock() throws IOException {
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                held = channel;
                return true;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            LOG.debug("locked in this process", inThisProcess);
        } finally {
            if (held != channel) {
                channel.close();
            }
        }
        return false;
    }

    /** A process that is stuck may take a knock and never answer. */
    private boolean knock() throws InterruptedException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            FutureTask<Boolean> knocking = new FutureTask<>(() -> knock(channel));
            Thread.ofVirtual().name("knock").start(knocking);
            return knocking.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | ExecutionException | TimeoutException nobody) {
            return false;
        }
    }

    private boolean knock(SocketChannel channel) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.wrap(new byte[] {RAISE}));
        return channel.read(ByteBuffer.allocate(1)) == 1;
    }

    private static void listen(ServerSocketChannel listening, Runnable raise) {
        while (listening.isOpen()) {
            try {
                SocketChannel channel = listening.accept();
                Thread.ofVirtual().name("knocked").start(() -> answer(channel, raise));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException failed) {
                LOG.debug("a knock failed", failed);
            }
        }
    }

    private static void answer(SocketChannel knocking, Runnable raise) {
        try (SocketChannel channel = knocking) {
            ByteBuffer message = ByteBuffer.allocate(1);
            if (channel.read(message) == 1 && message.get(0) == RAISE) {
                channel.write(ByteBuffer.wrap(new byte[] {RAISE}));
                raise.run();
            }
        } catch (IOException failed) {
            LOG.debug("a knock failed", failed);
        }
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
                Files.deleteIfExists(socket);
            }
            if (held != null) {
                held.close();
            }
        } catch (IOException failed) {
            LOG.debug("the socket stays", failed);
        }
    }
}
