#include "import_slot.h"

#include <stdint.h>
#include <string.h>
#include <windows.h>

static void **find_slot(uint8_t *image, const char *name) {
    const IMAGE_DOS_HEADER *dos = (const IMAGE_DOS_HEADER *)image;
    const IMAGE_NT_HEADERS32 *headers = (const IMAGE_NT_HEADERS32 *)(image + dos->e_lfanew);
    uint32_t rva = headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT].VirtualAddress;
    const IMAGE_IMPORT_DESCRIPTOR *library = (const IMAGE_IMPORT_DESCRIPTOR *)(image + rva);
    for (; library->Name; library++) {
        const IMAGE_THUNK_DATA32 *lookup = (const IMAGE_THUNK_DATA32 *)(image + library->OriginalFirstThunk);
        void **slot = (void **)(image + library->FirstThunk);
        for (; lookup->u1.AddressOfData; lookup++, slot++) {
            if (lookup->u1.Ordinal & IMAGE_ORDINAL_FLAG32)
                continue;
            const IMAGE_IMPORT_BY_NAME *entry =
                (const IMAGE_IMPORT_BY_NAME *)(image + lookup->u1.AddressOfData);
            if (strcmp((const char *)entry->Name, name) == 0)
                return slot;
        }
    }
    return NULL;
}

void *import_slot_replace(const char *name, void *function) {
    void **slot = find_slot((uint8_t *)GetModuleHandleA(NULL), name);
    DWORD protection;
    if (!slot || !VirtualProtect(slot, sizeof *slot, PAGE_READWRITE, &protection))
        return NULL;
    void *before = *slot;
    *slot = function;
    VirtualProtect(slot, sizeof *slot, protection, &protection);
    return before;
}
