package io.github.memorypoolnvse.platform;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The registry of the Windows machine this runs on. */
final class WindowsRegistry implements Registry {

    @Override
    public Optional<String> value(Hive hive, View view, String key, String name) {
        return found(() -> Optional.of(Advapi32Util.registryGetStringValue(root(hive), key, name, access(view))))
                .orElse(Optional.empty());
    }

    @Override
    public List<String> children(Hive hive, View view, String key) {
        return found(() -> List.of(Advapi32Util.registryGetKeys(root(hive), key, access(view)))).orElse(List.of());
    }

    @FunctionalInterface
    private interface Query<T> {
        T run();
    }

    private static <T> Optional<T> found(Query<T> query) {
        try {
            return Optional.of(query.run());
        } catch (Win32Exception failed) {
            int code = failed.getErrorCode();
            if (code == WinError.ERROR_FILE_NOT_FOUND || code == WinError.ERROR_PATH_NOT_FOUND) {
                return Optional.empty();
            }
            throw new UncheckedIOException(new IOException(failed.getMessage(), failed));
        }
    }

    private static WinReg.HKEY root(Hive hive) {
        return switch (hive) {
            case LOCAL_MACHINE -> WinReg.HKEY_LOCAL_MACHINE;
            case CURRENT_USER -> WinReg.HKEY_CURRENT_USER;
        };
    }

    private static int access(View view) {
        return switch (view) {
            case BITS_32 -> WinNT.KEY_WOW64_32KEY;
            case BITS_64 -> WinNT.KEY_WOW64_64KEY;
        };
    }
}
