/*
 * QuarantineProbe.dll: an NVSE plugin that reads, in the practice game, what it has given back, as the engine
 * does by mistake. Each frame it frees blocks through MemoryManager::Free and the C runtime's free, and looks
 * at those of the last frames: are their bytes what they were, is their Size?
 *
 * Environment: MEMORYPOOL_PROBE_OUT names the JSON to write, MEMORYPOOL_PROBE_FRAMES says for how many frames
 * a block is looked at.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "nvse/nvse.h"

enum { A_FRAME = 250, REMEMBERED = 8, FRAMES = 60, LARGEST = 12000 };

typedef struct {
    uint8_t *block;
    uint32_t size, usable;
    uint8_t fill;
} record;

static record records[REMEMBERED][A_FRAME];
static uint32_t frame, watched, looked_at, changed, resized, largest_usable;

#define MANAGER ((void *)0x11F6238)

static void *engine_allocate(uint32_t size) {
    return ((void *(__thiscall *)(void *, uint32_t))0xAA3E40)(MANAGER, size);
}

static void engine_free(void *block) {
    ((void(__thiscall *)(void *, void *))0xAA4060)(MANAGER, block);
}

static uint32_t engine_size(void *block) {
    return ((uint32_t(__thiscall *)(void *, void *))0xAA44C0)(MANAGER, block);
}

static void *crt_allocate(uint32_t size) {
    return ((void *(__cdecl *)(uint32_t))0xECD1C7)(size);
}

static void crt_free(void *block) {
    ((void(__cdecl *)(void *))0xECD291)(block);
}

/* Blocks of both doors in turn; all sizes that have small blocks, most of them below 512 bytes. */
static void make(record *at, uint32_t index) {
    uint32_t kind = frame * 31 + index * 17;
    at->size = 8 + kind % 504;
    if (index % 16 == 0)
        at->size = 1 + kind * 97 % LARGEST;
    at->fill = (uint8_t)(1 + kind % 250);
    at->block = index % 2 ? crt_allocate(at->size) : engine_allocate(at->size);
    at->usable = engine_size(at->block);
    if (at->usable > largest_usable)
        largest_usable = at->usable;
    memset(at->block, at->fill, at->size);
}

static void look(const record *at) {
    looked_at++;
    uint32_t i = 0;
    while (i < at->size && at->block[i] == at->fill)
        i++;
    changed += i != at->size;
    resized += engine_size(at->block) != at->usable;
}

static void report(void) {
    const char *path = getenv("MEMORYPOOL_PROBE_OUT");
    FILE *out = path ? fopen(path, "w") : NULL;
    if (!out)
        return;
    fprintf(out, "{\"lookedAt\": %u, \"changed\": %u, \"resized\": %u, \"largest\": %u}\n", looked_at, changed,
            resized, largest_usable);
    fclose(out);
}

static void one_frame(void) {
    for (uint32_t age = 1; age <= watched && age <= frame; age++)
        for (uint32_t i = 0; i < A_FRAME; i++)
            look(&records[(frame - age) % REMEMBERED][i]);
    record *now = records[frame % REMEMBERED];
    for (uint32_t i = 0; i < A_FRAME; i++)
        make(&now[i], i);
    for (uint32_t i = 0; i < A_FRAME; i++)
        (i % 2 ? crt_free : engine_free)(now[i].block);
    if (++frame == FRAMES)
        report();
}

static void on_message(nvse_message *message) {
    if (message->type == NVSE_MESSAGE_MAIN_GAME_LOOP && frame < FRAMES)
        one_frame();
}

bool NVSEPlugin_Query(const nvse_interface *nvse, nvse_plugin_info *info) {
    (void)nvse;
    *info = (nvse_plugin_info){1, "QuarantineProbe", 1};
    return true;
}

bool NVSEPlugin_Load(const nvse_interface *nvse) {
    const char *frames = getenv("MEMORYPOOL_PROBE_FRAMES");
    watched = frames ? (uint32_t)atoi(frames) : 0;
    if (watched >= REMEMBERED)
        return false;
    nvse_messaging *messaging = nvse->query_interface(NVSE_INTERFACE_MESSAGING);
    return messaging->register_listener(nvse->plugin_handle(), "NVSE", on_message);
}
