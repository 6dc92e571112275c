package io.github.memorypoolnvse.platform.windows;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import io.github.memorypoolnvse.platform.FileLinks;
import java.nio.file.Path;

/**
 * Hard links by the system's own count, which Java does not show on Windows. The file is opened without any right to
 * its content, so that one in use is told too. {@code src/test/native/winreader} makes the same calls.
 */
public final class WindowsFileLinks implements FileLinks {

    private static final int NO_ACCESS = 0;
    private static final int SHARE_ALL = WinNT.FILE_SHARE_READ | WinNT.FILE_SHARE_WRITE | WinNT.FILE_SHARE_DELETE;
    private static final int FILE_STANDARD_INFO_CLASS = 1;
    /** FILE_STANDARD_INFO: two 64-bit sizes, the count, and two bytes with padding. */
    static final int STANDARD_INFO_BYTES = 24;
    private static final int NUMBER_OF_LINKS = 16;

    private final Kernel32 kernel;

    public WindowsFileLinks() {
        this(Kernel32.INSTANCE);
    }

    WindowsFileLinks(Kernel32 kernel) {
        this.kernel = kernel;
    }

    @Override
    public int names(Path file) {
        HANDLE opened = kernel.CreateFile(file.toAbsolutePath().toString(), NO_ACCESS, SHARE_ALL, null,
                WinNT.OPEN_EXISTING, WinNT.FILE_ATTRIBUTE_NORMAL, null);
        if (opened == null || WinBase.INVALID_HANDLE_VALUE.equals(opened)) {
            return 1;
        }
        try (Memory info = new Memory(STANDARD_INFO_BYTES)) {
            boolean told = kernel.GetFileInformationByHandleEx(opened, FILE_STANDARD_INFO_CLASS, info,
                    new DWORD(STANDARD_INFO_BYTES));
            return told ? names(info) : 1;
        } finally {
            kernel.CloseHandle(opened);
        }
    }

    /** The count in a FILE_STANDARD_INFO. */
    static int names(Pointer standardInfo) {
        return standardInfo.getInt(NUMBER_OF_LINKS);
    }
}
