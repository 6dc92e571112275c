package io.github.memorypoolnvse.game;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The executables other tools know by their SHA-1 (engine facts 5). An unlisted one is no fault. */
public final class KnownExecutables {

    /** What a listed hash stands for. */
    public enum Origin {
        STEAM, STEAM_GERMAN, STEAM_EASTERN, GOG, STEAM_PATCHED, STEAM_GERMAN_PATCHED, STEAM_EASTERN_PATCHED, GOG_PATCHED
    }

    private static final Map<String, Origin> BY_SHA1 = Map.ofEntries(
            Map.entry("d068f394521a67c6e74fe572f59bd1be71e855f3", Origin.STEAM),
            Map.entry("07affda66c89f09b0876a50c77759640bc416673", Origin.STEAM),
            Map.entry("3980940522f0264ed9af14aea1773bb19f5160ab", Origin.STEAM_GERMAN),
            Map.entry("f65049b0957d83e61ecccacc730015ae77fb4c8b", Origin.STEAM_GERMAN),
            Map.entry("5394b94a18ffa6fa846e1d6033ad7f81919f13ac", Origin.STEAM_EASTERN),
            Map.entry("aca83d5a12a64af8854e381752fe989692d46e04", Origin.STEAM_EASTERN),
            Map.entry("946d2eaba04a75ff361b8617c7632b49f1ede9d3", Origin.GOG),
            Map.entry("0021023e37b1af143305a61b7b29a1811cc7c5fb", Origin.STEAM_PATCHED),
            Map.entry("37cae4e713b6b182311f66e31668d5005d1b9f5b", Origin.STEAM_GERMAN_PATCHED),
            Map.entry("600cd576cde7746fb2cd152fdd24db97453ed135", Origin.STEAM_EASTERN_PATCHED),
            Map.entry("34b65096caef9374dd6aa39af855e43308b417f2", Origin.GOG_PATCHED));

    private KnownExecutables() {
    }

    /** What the hash stands for. */
    public static Optional<Origin> origin(String sha1) {
        return Optional.ofNullable(BY_SHA1.get(sha1.toLowerCase(Locale.ROOT)));
    }

    /** The SHA-1 of a file, in lower case. */
    public static String sha1(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] chunk = new byte[1 << 16];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-1", impossible);
        }
    }
}
