package io.github.memorypoolnvse.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import tools.jackson.databind.json.JsonMapper;

/** JSON in the zlib format, for what says the same words again and again. */
final class PackedJson {

    private PackedJson() {
    }

    static byte[] pack(Object value) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(JsonMapper.shared().writeValueAsBytes(value));
        }
        return packed.toByteArray();
    }

    /** @throws IOException also when it unpacks to more than a frame may hold */
    static <T> T unpack(byte[] packed, Class<T> type) throws IOException {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            byte[] json = in.readNBytes(Frames.MOST_BYTES + 1);
            if (json.length > Frames.MOST_BYTES) {
                throw new IOException("A frame unpacks to too much");
            }
            return JsonMapper.shared().readValue(json, type);
        }
    }
}
