#include "hook/import_table.h"

#include <stdint.h>
#include <string.h>
#include <windows.h>

typedef struct image {
    const uint8_t *base;
    uint32_t size;
} image;

static const void *at(const image *module, uint32_t rva, uint32_t bytes) {
    return rva != 0 && rva < module->size && bytes <= module->size - rva ? module->base + rva : NULL;
}

/* A terminated string within the image, or NULL. */
static const char *text_at(const image *module, uint32_t rva) {
    const char *text = at(module, rva, 1);
    return text != NULL && memchr(text, '\0', module->size - rva) != NULL ? text : NULL;
}

static const IMAGE_DATA_DIRECTORY *open_image(const void *base, image *module) {
    const IMAGE_DOS_HEADER *dos = base;
    if (dos->e_magic != IMAGE_DOS_SIGNATURE || dos->e_lfanew <= 0 || dos->e_lfanew > 0x1000)
        return NULL;
    const IMAGE_NT_HEADERS32 *headers = (const void *)((const uint8_t *)base + dos->e_lfanew);
    if (headers->Signature != IMAGE_NT_SIGNATURE ||
        headers->OptionalHeader.Magic != IMAGE_NT_OPTIONAL_HDR32_MAGIC)
        return NULL;
    *module = (image){base, headers->OptionalHeader.SizeOfImage};
    return &headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
}

/* False: the table leaves the image. *goes_on: the visitor wants more. */
static bool walk_library(const image *module, const IMAGE_IMPORT_DESCRIPTOR *library,
                         bool (*visit)(const mp_import *, void *), void *context, bool *goes_on) {
    mp_import import = {.library = text_at(module, library->Name)};
    if (import.library == NULL)
        return false;
    if (library->OriginalFirstThunk == 0) /* bound over: the names are gone */
        return true;
    for (uint32_t i = 0; *goes_on; i++) {
        const IMAGE_THUNK_DATA32 *name = at(module, library->OriginalFirstThunk + i * 4, 4);
        import.slot = (void **)at(module, library->FirstThunk + i * 4, 4);
        if (name == NULL || import.slot == NULL)
            return false;
        if (name->u1.AddressOfData == 0)
            return true;
        if (IMAGE_SNAP_BY_ORDINAL32(name->u1.Ordinal))
            continue;
        import.function = text_at(module, name->u1.AddressOfData + offsetof(IMAGE_IMPORT_BY_NAME, Name));
        if (import.function == NULL)
            return false;
        *goes_on = visit(&import, context);
    }
    return true;
}

bool mp_import_table_walk(const void *base, bool (*visit)(const mp_import *, void *), void *context) {
    image module;
    const IMAGE_DATA_DIRECTORY *directory = open_image(base, &module);
    if (directory == NULL)
        return false;
    if (directory->VirtualAddress == 0)
        return true;
    bool goes_on = true;
    for (uint32_t i = 0; goes_on; i++) {
        const IMAGE_IMPORT_DESCRIPTOR *library =
            at(&module, directory->VirtualAddress + i * sizeof *library, sizeof *library);
        if (library == NULL)
            return false;
        if (library->Name == 0)
            break;
        if (!walk_library(&module, library, visit, context, &goes_on))
            return false;
    }
    return true;
}
