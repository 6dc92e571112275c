package io.github.memorypoolnvse.deploy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file's content is known by.
 *
 * @param size   in bytes
 * @param sha256 lower-case hexadecimal
 */
public record Fingerprint(long size, String sha256) {

    static Fingerprint of(byte[] content) {
        return new Fingerprint(content.length, HexFormat.of().formatHex(digest().digest(content)));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
