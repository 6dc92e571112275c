package io.github.memorypoolnvse.platform.windows;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Shell32;
import com.sun.jna.platform.win32.ShellAPI.SHELLEXECUTEINFO;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.ptr.IntByReference;
import io.github.memorypoolnvse.platform.Elevation;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The shell's "run as administrator", which shows the system's own question. */
public final class WindowsElevation implements Elevation {

    private static final int SEE_MASK_NOCLOSEPROCESS = 0x40;
    private static final int ERROR_CANCELLED = 1223;

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public int run(List<String> command) throws IOException {
        SHELLEXECUTEINFO start = new SHELLEXECUTEINFO();
        start.fMask = SEE_MASK_NOCLOSEPROCESS;
        start.lpVerb = "runas";
        start.lpFile = command.getFirst();
        start.lpParameters = commandLine(command.subList(1, command.size()));
        start.nShow = 0;
        if (!Shell32.INSTANCE.ShellExecuteEx(start)) {
            int error = Kernel32.INSTANCE.GetLastError();
            throw new IOException(error == ERROR_CANCELLED ? "declined" : "Windows error " + error);
        }
        try {
            Kernel32.INSTANCE.WaitForSingleObject(start.hProcess, WinBase.INFINITE);
            IntByReference status = new IntByReference();
            if (!Kernel32.INSTANCE.GetExitCodeProcess(start.hProcess, status)) {
                throw new IOException("Windows error " + Kernel32.INSTANCE.GetLastError());
            }
            return status.getValue();
        } finally {
            Kernel32.INSTANCE.CloseHandle(start.hProcess);
        }
    }

    /** Words as a Windows program takes them apart again: quoted, backslashes before a quote doubled. */
    static String commandLine(List<String> words) {
        return words.stream().map(WindowsElevation::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        if (!word.isEmpty() && word.chars().noneMatch(next -> next == ' ' || next == '\t' || next == '"')) {
            return word;
        }
        StringBuilder quoted = new StringBuilder("\"");
        int backslashes = 0;
        for (char next : word.toCharArray()) {
            if (next == '\\') {
                backslashes++;
                continue;
            }
            quoted.repeat('\\', next == '"' ? backslashes * 2 + 1 : backslashes).append(next);
            backslashes = 0;
        }
        return quoted.repeat('\\', backslashes * 2).append('"').toString();
    }
}
