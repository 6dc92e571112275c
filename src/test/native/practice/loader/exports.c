#include "exports.h"

#include <stdint.h>
#include <string.h>
#include <windows.h>

typedef struct image_view {
    const uint8_t *bytes;
    uint32_t size;
    const IMAGE_NT_HEADERS32 *headers;
} image_view;

/* The file bytes behind a relative virtual address, or NULL when `length` bytes of them are not there. */
static const void *at(const image_view *view, uint32_t rva, uint32_t length) {
    const IMAGE_SECTION_HEADER *section = IMAGE_FIRST_SECTION(view->headers);
    for (unsigned index = 0; index < view->headers->FileHeader.NumberOfSections; index++, section++) {
        uint32_t offset = rva - section->VirtualAddress;
        if (rva < section->VirtualAddress || offset >= section->SizeOfRawData)
            continue;
        if (length > section->SizeOfRawData - offset || section->PointerToRawData > view->size)
            return NULL;
        if (section->SizeOfRawData > view->size - section->PointerToRawData)
            return NULL;
        return view->bytes + section->PointerToRawData + offset;
    }
    return NULL;
}

static bool open_view(image_view *view) {
    const IMAGE_DOS_HEADER *dos = (const IMAGE_DOS_HEADER *)view->bytes;
    if (view->size < sizeof *dos || dos->e_magic != IMAGE_DOS_SIGNATURE)
        return false;
    if (dos->e_lfanew < 0 || (uint32_t)dos->e_lfanew > view->size - sizeof *view->headers)
        return false;
    view->headers = (const IMAGE_NT_HEADERS32 *)(view->bytes + dos->e_lfanew);
    return view->headers->Signature == IMAGE_NT_SIGNATURE &&
           view->headers->FileHeader.Machine == IMAGE_FILE_MACHINE_I386;
}

static bool view_exports(image_view *view, const char *name) {
    if (!open_view(view))
        return false;
    uint32_t rva = view->headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT].VirtualAddress;
    const IMAGE_EXPORT_DIRECTORY *exports = rva ? at(view, rva, sizeof *exports) : NULL;
    if (!exports || exports->NumberOfNames > EXPORTS_MOST)
        return false;
    const uint32_t *names = at(view, exports->AddressOfNames, exports->NumberOfNames * 4);
    for (uint32_t index = 0; names && index < exports->NumberOfNames; index++) {
        const char *found = at(view, names[index], (uint32_t)strlen(name) + 1);
        if (found && memcmp(found, name, strlen(name) + 1) == 0)
            return true;
    }
    return false;
}

bool exports_function(const char *path, const char *name) {
    bool found = false;
    HANDLE file = CreateFileA(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return false;
    HANDLE mapping = CreateFileMappingA(file, NULL, PAGE_READONLY, 0, 0, NULL);
    image_view view = {.bytes = mapping ? MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0) : NULL,
                       .size = GetFileSize(file, NULL)};
    if (view.bytes) {
        found = view_exports(&view, name);
        UnmapViewOfFile(view.bytes);
    }
    if (mapping)
        CloseHandle(mapping);
    CloseHandle(file);
    return found;
}
