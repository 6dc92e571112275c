package io.github.memorypoolnvse.ui;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One window a user: the first start listens on a socket in the manager's folder, a later one knocks there and
 * leaves. Where sockets do not work, every start opens a window.
 */
public final class SingleInstance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
    private static final byte RAISE = 'R';

    private final Path socket;
    private @Nullable ServerSocketChannel server;

    /**
     * @param folder the manager's own; its path must be short enough for a socket, else there is no such thing
     */
    public SingleInstance(Path folder) {
        this.socket = folder.resolve("window.socket");
    }

    /**
     * Knocks at the window that is open, or becomes the one to knock at.
     *
     * @param raise what a knock does; on a thread of this class
     * @return true when another window is open and was asked to come forward
     */
    public boolean knockOrListen(Runnable raise) {
        try {
            Files.createDirectories(socket.getParent());
            if (knock()) {
                return true;
            }
            Files.deleteIfExists(socket);
            ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket));
            server = listening;
            Thread.ofVirtual().name("single-instance").start(() -> listen(listening, raise));
        } catch (IOException | UnsupportedOperationException without) {
            LOG.info("a second window cannot be noticed: {}", without.getMessage());
        }
        return false;
    }

    private boolean knock() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(new byte[] {RAISE}));
            ByteBuffer answer = ByteBuffer.allocate(1);
            return channel.read(answer) == 1;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static void listen(ServerSocketChannel listening, Runnable raise) {
        while (listening.isOpen()) {
            try (SocketChannel channel = listening.accept()) {
                ByteBuffer message = ByteBuffer.allocate(1);
                if (channel.read(message) == 1 && message.get(0) == RAISE) {
                    channel.write(ByteBuffer.wrap(new byte[] {RAISE}));
                    raise.run();
                }
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException failed) {
                LOG.debug("a knock failed", failed);
            }
        }
    }

    @Override
    public void close() {
        ServerSocketChannel listening = server;
        if (listening != null) {
            try {
                listening.close();
                Files.deleteIfExists(socket);
            } catch (IOException failed) {
                LOG.debug("the socket stays", failed);
            }
        }
    }
}
