package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Bytes that are read piece by piece, so that a large file is never loaded whole. */
interface ByteSource {

    long size() throws IOException;

    /**
     * The bytes [offset, offset + length) in little-endian order.
     *
     * @throws MalformedException when they reach outside the source
     */
    ByteBuffer read(long offset, int length) throws IOException;

    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public ByteBuffer read(long offset, int length) throws IOException {
                checkRange(offset, length, bytes.length);
                return ByteBuffer.wrap(bytes, (int) offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
            }
        };
    }

    static ByteSource of(FileChannel channel) {
        return new ByteSource() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public ByteBuffer read(long offset, int length) throws IOException {
                checkRange(offset, length, channel.size());
                ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, offset + buffer.position()) < 0) {
                        throw new MalformedException("the file ends early, at " + (offset + buffer.position()));
                    }
                }
                return buffer.flip();
            }
        };
    }

    private static void checkRange(long offset, int length, long size) throws MalformedException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new MalformedException("%d bytes at %d reach outside %d".formatted(length, offset, size));
        }
    }
}
