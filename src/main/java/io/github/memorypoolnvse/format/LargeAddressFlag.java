package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The large-address flag of an executable, set or cleared with the header's checksum made to fit. */
public final class LargeAddressFlag {

    private LargeAddressFlag() {
    }

    /**
     * A copy of {@code image} with the flag as asked.
     *
     * @throws MalformedException when it is no PE file
     */
    public static byte[] with(byte[] image, boolean set) throws IOException {
        PortableExecutable header = PortableExecutable.parse(image);
        if (header.checkSumOffset() + 4 > image.length) {
            throw new MalformedException("the header is cut off before its checksum");
        }
        byte[] changed = image.clone();
        ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        int flag = PortableExecutable.LARGE_ADDRESS_AWARE;
        int characteristics = set ? header.characteristics() | flag : header.characteristics() & ~flag;
        bytes.putShort((int) header.characteristicsOffset(), (short) characteristics);
        int at = (int) header.checkSumOffset();
        bytes.putInt(at, (int) checkSum(changed, at));
        return changed;
    }

    /** The checksum the Windows loader computes: 16-bit words with carry, its own field as zero, plus the size. */
    static long checkSum(byte[] image, int field) {
        long sum = 0;
        for (int at = 0; at < image.length; at += 2) {
            boolean own = at >= field && at < field + 4;
            int low = image[at] & 0xff;
            int high = at + 1 < image.length ? image[at + 1] & 0xff : 0;
            sum += own ? 0 : low | high << 8;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum + image.length;
    }
}
