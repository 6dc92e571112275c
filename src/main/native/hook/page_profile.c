#include "hook/page_profile.h"

#include <string.h>

/* Sizes are the public ones where there are any, else the distance to the next function. The two siblings
 * reserve and commit what __sbh_free_block gives back. */
static const mp_page_function game_functions[] = {
    {0x9FB170, 68, MP_PAGES_MEDIA_BUFFERS, true, "CMemAllocator::ReallyFree"},
    {0x9FCC60, 340, MP_PAGES_MEDIA_BUFFERS, true, "CMemAllocator::Alloc"},
    {0xAA5E30, 88, MP_PAGES_SCRAP_EXTENT, true, "scrap heap: extend"},
    {0xAA5E90, 38, MP_PAGES_SCRAP_EXTENT, true, "scrap heap: shrink"},
    {0xAA5EC0, 111, MP_PAGES_SCRAP_REGION, true, "scrap heap: reserve region"},
    {0xAA5F30, 30, MP_PAGES_SCRAP_REGION, true, "scrap heap: release region"},
    {0xAA65B0, 86, MP_PAGES_POOL_ARENA, true, "memory pool: reserve arena"},
    {0xAA6610, 60, MP_PAGES_POOL_PAGE, true, "memory pool: commit page"},
    {0xAA6650, 48, MP_PAGES_POOL_PAGE, true, "memory pool: decommit page"},
    {0xAA6680, 32, MP_PAGES_POOL_ARENA, true, "memory pool: release arena"},
    {0xAA79A0, 135, MP_PAGES_HEAP_REGION, true, "MemoryHeap::DoHeapAllocation"},
    {0xAA7A30, 30, MP_PAGES_HEAP_REGION, true, "MemoryHeap::DoHeapFree"},
    {0xAA7A50, 93, MP_PAGES_HEAP_GROWTH, true, "MemoryHeap::CreateMorePages"},
    {0xAA7AB0, 110, MP_PAGES_HEAP_GROWTH, true, "MemoryHeap::CleanExtraPages"},
    {0xAA7D60, 185, MP_PAGES_HEAP_DECOMMIT, true, "MemoryHeap::DecommitPages"},
    {0xAA8F50, 2057, MP_PAGES_HEAP_CORE, true, "MemoryHeap: allocation core"},
    {0xEDE263, 0x316, MP_PAGES_CRT_BLOCKS, true, "__sbh_free_block"},
    {0xEDE579, 0xB0, MP_PAGES_CRT_BLOCKS, false, "__sbh_alloc_new_region"},
    {0xEDE629, 0x100, MP_PAGES_CRT_BLOCKS, false, "__sbh_alloc_new_group"},
};

const mp_page_profile mp_page_profile_game = {
    .allocate_slot = 0xFDF114,
    .release_slot = 0xFDF10C,
    .functions = game_functions,
    .count = sizeof game_functions / sizeof game_functions[0],
};

const mp_page_function *mp_page_function_at(const mp_page_profile *profile, uint32_t address) {
    size_t low = 0, high = profile->count;
    uint32_t inside = address - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const mp_page_function *function = &profile->functions[middle];
        if (inside < function->address)
            high = middle;
        else if (inside - function->address >= function->size)
            low = middle + 1;
        else
            return function;
    }
    return NULL;
}

/* The first byte of a function as compilers of the time begin one: push, mov, sub esp, or a load from fs.
 * A jump, a return or a breakpoint there means somebody else has taken it. */
static bool begins_as_a_function(uint8_t first) {
    bool pushes_register = first >= 0x50 && first <= 0x57 && first != 0x54;
    return pushes_register || first == 0x6A || first == 0x68 || first == 0x8B || first == 0x83 ||
           first == 0x81 || first == 0x64 || first == 0xA1;
}

/* call [slot], mov eax, [slot] or mov register, [slot]. */
static bool reaches(const uint8_t *code, size_t size, uint32_t slot) {
    for (size_t i = 0; i + 5 <= size; i++) {
        uint32_t operand;
        if (code[i] == 0xA1) {
            memcpy(&operand, code + i + 1, 4);
            if (operand == slot)
                return true;
        }
        if (i + 6 > size)
            continue;
        bool calls = code[i] == 0xFF && code[i + 1] == 0x15;
        bool loads = code[i] == 0x8B && (code[i + 1] & 0xC7) == 0x05;
        memcpy(&operand, code + i + 2, 4);
        if ((calls || loads) && operand == slot)
            return true;
    }
    return false;
}

mp_page_body mp_page_body_read(const mp_page_profile *profile, const mp_page_function *function,
                               const uint8_t *code) {
    if (!begins_as_a_function(code[0]))
        return MP_PAGE_BODY_ALTERED;
    if (reaches(code, function->size, profile->allocate_slot) ||
        reaches(code, function->size, profile->release_slot))
        return MP_PAGE_BODY_REACHES;
    return MP_PAGE_BODY_ELSEWHERE;
}
