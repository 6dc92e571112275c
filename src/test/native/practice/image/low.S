/*
 * The executable's code from 0x401000: C++ operators, INI setting constructors.
 */
#define IMAGE_SECTION_START 0x401000
#include "macros.inc"

    .section .image.low, "xr"

AT(401000) /* operator new(size) */
    .byte 0x55, 0x8B, 0xEC
    push dword ptr [ebp + 8]
    mov ecx, 0x11F6238
    call fn_AA3E40
    pop ebp
    ret

AT(401020) /* MemoryManager::GetSingleton() */
    .byte 0x55, 0x8B, 0xEC
    mov eax, 0x11F6238
    pop ebp
    ret

AT(401030) /* operator delete(pointer) */
    .byte 0x55, 0x8B, 0xEC
    push dword ptr [ebp + 8]
    mov ecx, 0x11F6238
    call fn_AA4060
    pop ebp
    ret

AT(401190) /* the byte that tells the game from the editor is 0x55 */
    .byte 0x55, 0x8B, 0xEC
    pop ebp
    ret

AT(403D30) /* memset */
    CDECL _crt_memset, 3

AT(42F5D0) /* BSReallocate(pointer, size) */
    .byte 0x55, 0x8B, 0xEC
    push dword ptr [ebp + 12]
    push dword ptr [ebp + 8]
    mov ecx, 0x11F6238
    call fn_AA4150
    pop ebp
    ret

AT(43D4D0) /* Setting::GetValue */
    .byte 0x55, 0x8B, 0xEC
    lea eax, [ecx + 4]
    pop ebp
    ret

AT(44F440) /* Setting(name, float) */
    THISCALL _setting_construct, 2

AT(45CFE0) /* Setting(name, unsigned) */
    THISCALL _setting_construct, 2

AT(4A4A40) /* Setting(name, int) */
    THISCALL _setting_construct, 2
