package io.github.memorypoolnvse.platform.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Tlhelp32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinBase.FILETIME;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import io.github.memorypoolnvse.platform.GameProcesses;
import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.RunningProcess;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The game's processes by a toolhelp snapshot. Only the rights that one user has on another's elevated process
 * are asked for, and "access denied" is taken for "it runs" (manager facts 6).
 */
public final class WindowsGameProcesses implements GameProcesses {

    private static final int RIGHTS = WinNT.PROCESS_QUERY_LIMITED_INFORMATION | WinNT.SYNCHRONIZE;
    private static final int LONGEST_PATH = 32_768;

    private final Kernel32 kernel;

    public WindowsGameProcesses() {
        this(Kernel32.INSTANCE);
    }

    WindowsGameProcesses(Kernel32 kernel) {
        this.kernel = kernel;
    }

    @Override
    public List<RunningProcess> running() {
        return named(PROGRAMS);
    }

    @Override
    public List<RunningProcess> launchers() {
        return named(LAUNCHERS);
    }

    private List<RunningProcess> named(List<String> programs) {
        HANDLE snapshot = kernel.CreateToolhelp32Snapshot(Tlhelp32.TH32CS_SNAPPROCESS, new DWORD(0));
        if (snapshot == null || WinBase.INVALID_HANDLE_VALUE.equals(snapshot)) {
            return List.of();
        }
        List<RunningProcess> found = new ArrayList<>();
        try {
            Tlhelp32.PROCESSENTRY32 entry = new Tlhelp32.PROCESSENTRY32.ByReference();
            for (boolean more = kernel.Process32First(snapshot, entry);
                    more;
                    more = kernel.Process32Next(snapshot, entry)) {
                String name = Native.toString(entry.szExeFile);
                if (programs.stream().anyMatch(name::equalsIgnoreCase)) {
                    found.add(process(entry.th32ProcessID.longValue(), name));
                }
            }
        } finally {
            kernel.CloseHandle(snapshot);
        }
        found.sort(Comparator.comparingLong(RunningProcess::startToken).thenComparingLong(RunningProcess::pid));
        return found;
    }

    private RunningProcess process(long pid, String name) {
        HANDLE process = kernel.OpenProcess(RIGHTS, false, (int) pid);
        if (process == null) {
            return new RunningProcess(pid, 0, name, null, List.of());
        }
        try {
            return new RunningProcess(pid, startToken(process), name, executable(process), List.of());
        } finally {
            kernel.CloseHandle(process);
        }
    }

    /** The time the process was created, in 100 ns since 1601; 0 when the system would not say. */
    private long startToken(HANDLE process) {
        FILETIME created = new FILETIME();
        return kernel.GetProcessTimes(process, created, new FILETIME(), new FILETIME(), new FILETIME())
                ? (long) created.dwHighDateTime << 32 | Integer.toUnsignedLong(created.dwLowDateTime)
                : 0;
    }

    private @Nullable Path executable(HANDLE process) {
        char[] path = new char[LONGEST_PATH];
        IntByReference length = new IntByReference(path.length);
        if (!kernel.QueryFullProcessImageName(process, 0, path, length)) {
            return null;
        }
        try {
            return Path.of(new String(path, 0, length.getValue()));
        } catch (InvalidPathException unknown) {
            return null;
        }
    }

    @Override
    public ProcessState state(RunningProcess process) {
        HANDLE handle = kernel.OpenProcess(RIGHTS, false, (int) process.pid());
        if (handle == null) {
            return kernel.GetLastError() == WinError.ERROR_ACCESS_DENIED ? ProcessState.RUNNING : ProcessState.ENDED;
        }
        try {
            boolean ended = kernel.WaitForSingleObject(handle, 0) == WinBase.WAIT_OBJECT_0
                    || process.startToken() != 0 && startToken(handle) != process.startToken();
            return ended ? ProcessState.ENDED : ProcessState.RUNNING;
        } finally {
            kernel.CloseHandle(handle);
        }
    }
}
