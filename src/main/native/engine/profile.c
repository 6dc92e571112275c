#include "engine/profile.h"

#include "engine/crt.h"
#include "engine/gameheap.h"
#include "engine/scrapheap.h"

#define BYTES(...) ((const uint8_t[]){__VA_ARGS__})
#define LENGTH(...) (sizeof((const uint8_t[]){__VA_ARGS__}))

#define ENTRY(va, group_name, entry_name, function, original_slot, carried_bytes, ...)                             \
    {                                                                                                              \
        .site = {.address = va,                                                                                    \
                 .group = group_name,                                                                              \
                 .name = entry_name,                                                                               \
                 .action = MP_PATCH_JUMP,                                                                          \
                 .expected = BYTES(__VA_ARGS__),                                                                   \
                 .expected_length = LENGTH(__VA_ARGS__),                                                           \
                 .handler = (const void *)(function)},                                                             \
        .carried = carried_bytes, .original = (void **)&(original_slot)                                            \
    }

const mp_profile_entry mp_profile_entries[] = {
    ENTRY(0x00AA3E40, "engine heap", "MemoryManager::Allocate", mp_gameheap_allocate, mp_gameheap.allocate, 6, 0x55,
          0x8B, 0xEC, 0x83, 0xEC, 0x3C, 0x89, 0x4D, 0xD0, 0x8B, 0x45, 0xD0, 0x0F, 0xB6, 0x08, 0x85, 0xC9, 0x75,
          0x13, 0x6A, 0x00, 0x8B, 0x55, 0x08),
    ENTRY(0x00AA4060, "engine heap", "MemoryManager::Free", mp_gameheap_free, mp_gameheap.free, 6, 0x55, 0x8B, 0xEC,
          0x83, 0xEC, 0x14, 0x89, 0x4D, 0xF0, 0x83, 0x7D, 0x08, 0x00, 0x75, 0x05, 0xE9, 0xD2, 0x00, 0x00, 0x00),
    ENTRY(0x00AA4150, "engine heap", "MemoryManager::Realloc", mp_gameheap_reallocate, mp_gameheap.reallocate, 6,
          0x55, 0x8B, 0xEC, 0x83, 0xEC, 0x10, 0x89, 0x4D, 0xF0, 0xC7, 0x45, 0xFC, 0x00, 0x00, 0x00, 0x00, 0x8B,
          0x45, 0x08, 0x50),
    ENTRY(0x00AA44C0, "engine heap", "MemoryManager::Size", mp_gameheap_size, mp_gameheap.size, 6, 0x55, 0x8B, 0xEC,
          0x83, 0xEC, 0x18, 0x89, 0x4D, 0xEC, 0x8B, 0x45, 0x08, 0xC1, 0xE8, 0x18, 0x8B, 0x0C, 0x85, 0xB8, 0x63,
          0x1F, 0x01),

    ENTRY(0x00ECD1C7, "crt", "malloc", mp_crt_malloc, mp_crt.malloc, 5, 0x8B, 0xFF, 0x55, 0x8B, 0xEC, 0x56, 0x8B,
          0x75, 0x08, 0x83, 0xFE, 0xE0, 0x0F, 0x87, 0xA1, 0x00, 0x00, 0x00, 0x53, 0x57),
    ENTRY(0x00ED0CDF, "crt", "_malloc_crt", mp_crt_malloc_crt, mp_crt.malloc_crt, 5, 0x8B, 0xFF, 0x55, 0x8B, 0xEC,
          0x56, 0x57, 0x33, 0xF6, 0xFF, 0x75, 0x08, 0xE8),
    ENTRY(0x00EDDD7D, "crt", "calloc", mp_crt_calloc, mp_crt.calloc, 5, 0x8B, 0xFF, 0x55, 0x8B, 0xEC, 0x51, 0x83,
          0x65, 0xFC, 0x00, 0x56, 0x8D, 0x45, 0xFC, 0x50),
    ENTRY(0x00ED0D24, "crt", "_calloc_crt", mp_crt_calloc_crt, mp_crt.calloc_crt, 5, 0x8B, 0xFF, 0x55, 0x8B, 0xEC,
          0x56, 0x57, 0x33, 0xF6, 0x6A, 0x00, 0xFF, 0x75, 0x0C),
    ENTRY(0x00ECCF5D, "crt", "realloc", mp_crt_realloc, mp_crt.realloc, 7, 0x6A, 0x10, 0x68, 0xD0, 0xFE, 0x17, 0x01,
          0xE8),
    ENTRY(0x00ED0D70, "crt", "_realloc_crt", mp_crt_realloc_crt, mp_crt.realloc_crt, 5, 0x8B, 0xFF, 0x55, 0x8B,
          0xEC, 0x56, 0x57, 0x33, 0xF6, 0xFF, 0x75, 0x0C, 0xFF, 0x75, 0x08, 0xE8),
    ENTRY(0x00EE1700, "crt", "_recalloc", mp_crt_recalloc, mp_crt.recalloc, 5, 0x8B, 0xFF, 0x55, 0x8B, 0xEC, 0x8B,
          0x4D, 0x0C, 0x53, 0x33, 0xDB),
    ENTRY(0x00ED0DBE, "crt", "_recalloc_crt", mp_crt_recalloc_crt, mp_crt.recalloc_crt, 5, 0x8B, 0xFF, 0x55, 0x8B,
          0xEC, 0x56, 0x57, 0x33, 0xF6, 0xFF, 0x75, 0x10),
    ENTRY(0x00ECD31F, "crt", "_msize", mp_crt_msize, mp_crt.msize, 7, 0x6A, 0x10, 0x68, 0x30, 0xFF, 0x17, 0x01, 0xE8),
    ENTRY(0x00ECD291, "crt", "free", mp_crt_free, mp_crt.free, 7, 0x6A, 0x0C, 0x68, 0x10, 0xFF, 0x17, 0x01, 0xE8),
};

const size_t mp_profile_entry_count = sizeof mp_profile_entries / sizeof mp_profile_entries[0];

#define RETURN_AT(va, site_name)                                                                                   \
    {                                                                                                              \
        .address = va, .group = "heaps and pools", .name = site_name, .action = MP_PATCH_BYTES,                    \
        .expected = BYTES(0x55), .expected_length = 1, .bytes = BYTES(0xC3), .bytes_length = 1                     \
    }

const mp_patch_site mp_profile_vanilla_off[] = {
    RETURN_AT(MP_ADDRESS_BUILD_HEAPS, "build heaps"),
    RETURN_AT(MP_ADDRESS_BUILD_POOLS, "build pools"),
    RETURN_AT(0x00AA6840, "clear pool table"),
    RETURN_AT(0x00AA6F90, "purge pools"),
    RETURN_AT(0x00AA7030, "purge pool pages"),
    RETURN_AT(0x00AA7290, "sort pools"),
    RETURN_AT(0x00AA7300, "check pools"),
    {.address = 0x0086EED4,
     .group = "heaps and pools",
     .name = "sort pools each frame",
     .action = MP_PATCH_BYTES,
     .expected = BYTES(0x75, 0x13),
     .expected_length = 2,
     .bytes = BYTES(0xEB, 0x55),
     .bytes_length = 2},
};

const size_t mp_profile_vanilla_off_count = sizeof mp_profile_vanilla_off / sizeof mp_profile_vanilla_off[0];

#define SCRAP_ENTRY(va, entry_name, function, ...)                                                                  \
    {                                                                                                              \
        .address = va, .group = "scrap heap", .name = entry_name, .action = MP_PATCH_JUMP,                         \
        .expected = BYTES(__VA_ARGS__), .expected_length = LENGTH(__VA_ARGS__), .handler = (const void *)(function) \
    }

#define SCRAP_RETURN(va, site_name)                                                                                \
    {                                                                                                              \
        .address = va, .group = "scrap heap", .name = site_name, .action = MP_PATCH_BYTES,                         \
        .expected = BYTES(0x55), .expected_length = 1, .bytes = BYTES(0xC3), .bytes_length = 1                     \
    }

#define NOPS_5  0x90, 0x90, 0x90, 0x90, 0x90
#define NOPS_30 NOPS_5, NOPS_5, NOPS_5, NOPS_5, NOPS_5, NOPS_5

const mp_patch_site mp_profile_scrap[] = {
    SCRAP_ENTRY(0x00AA53F0, "ScrapHeap::ScrapHeap()", mp_scrapheap_construct, 0x55, 0x8B, 0xEC, 0x51, 0x89, 0x4D, 0xFC,
                0x68, 0x00, 0x00, 0x01, 0x00),
    SCRAP_ENTRY(0x00AA5410, "ScrapHeap::ScrapHeap(size)", mp_scrapheap_construct_sized, 0x55, 0x8B, 0xEC, 0x83, 0xEC,
                0x08, 0x89, 0x4D, 0xFC, 0x8B, 0x45, 0x08, 0x25, 0xFF, 0xFF, 0x00, 0x00),
    SCRAP_ENTRY(0x00AA5460, "ScrapHeap::Purge", mp_scrapheap_purge, 0x55, 0x8B, 0xEC, 0x83, 0xEC, 0x0C, 0x89, 0x4D,
                0xF4, 0x8B, 0x45, 0xF4),
    SCRAP_ENTRY(0x00AA54A0, "ScrapHeap::Allocate", mp_scrapheap_allocate, 0x55, 0x8B, 0xEC, 0x83, 0xEC, 0x34, 0x89,
                0x4D, 0xD0, 0xC7, 0x45, 0xFC),
    SCRAP_ENTRY(0x00AA5610, "ScrapHeap::Free", mp_scrapheap_free, 0x55, 0x8B, 0xEC, 0x83, 0xEC, 0x1C, 0x89, 0x4D, 0xE4,
                0x83, 0x7D, 0x08, 0x00, 0x75, 0x05, 0xE9, 0xE5, 0x00, 0x00, 0x00),
    SCRAP_ENTRY(0x00AA42E0, "GetThreadScrapHeap", mp_scrapheap_of_thread, 0x55, 0x8B, 0xEC, 0x6A, 0xFF, 0x68, 0x9B,
                0xEC, 0xF1, 0x00, 0x64, 0xA1),
    SCRAP_RETURN(0x00AA58D0, "ScrapHeapManager::ScrapHeapManager"),
    SCRAP_RETURN(0x00866D10, "get ScrapHeapManager"),
    SCRAP_RETURN(0x00AA5C80, "ScrapHeapManager::FreeAllBuffers"),
    {.address = 0x00AA38CA,
     .group = "scrap heap",
     .name = "build thread map",
     .action = MP_PATCH_BYTES,
     .expected = BYTES(0x8B, 0x45, 0xA4, 0x05, 0x14, 0x01, 0x00, 0x00, 0x89, 0x45, 0xA8, 0x6A, 0x25, 0x8B, 0x4D, 0xA8,
                       0xE8, 0x01, 0x0F, 0x00, 0x00, 0x8B, 0x4D, 0xA8, 0xC7, 0x01, 0xF8, 0x25, 0x0A, 0x01),
     .expected_length = 30,
     .bytes = BYTES(NOPS_30),
     .bytes_length = 30},
    {.address = 0x00AA3060,
     .group = "scrap heap",
     .name = "build ScrapHeapManager",
     .action = MP_PATCH_BYTES,
     .expected = BYTES(0xE8, 0xBB, 0xEF, 0xFF, 0xFF),
     .expected_length = 5,
     .bytes = BYTES(NOPS_5),
     .bytes_length = 5},
};

const size_t mp_profile_scrap_count = sizeof mp_profile_scrap / sizeof mp_profile_scrap[0];

const uint8_t mp_profile_clean_up_pass[16] = {0x55, 0x8B, 0xEC, 0x83, 0xEC, 0x0C, 0x56, 0x89,
                                              0x4D, 0xF8, 0x8B, 0x45, 0x10, 0xC6, 0x00, 0x01};
