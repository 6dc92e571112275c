#include "thread_map.h"

#include "engine/entries.h"
#include "engine/scrap_heap.h"
#include "truth/counted.h"

#include <string.h>
#include <windows.h>

struct thread_map_node {
    thread_map_node *next;
    uint32_t thread;
    scrap_heap *heap;
};

static volatile LONG map_lock;

void *thread_map_construct(thread_map *map, uint32_t buckets) {
    map->buckets = buckets;
    map->count = 0;
    map->bucket = counted_engine_object(buckets * sizeof *map->bucket);
    memset(map->bucket, 0, buckets * sizeof *map->bucket);
    return map;
}

void *thread_map_scrap_heap(thread_map *map) {
    uint32_t thread = GetCurrentThreadId();
    scrap_heap *heap = NULL;
    while (InterlockedExchange(&map_lock, 1))
        SwitchToThread();
    thread_map_node **bucket = &map->bucket[thread % map->buckets];
    for (thread_map_node *node = *bucket; node && !heap; node = node->next)
        if (node->thread == thread)
            heap = node->heap;
    if (!heap) {
        thread_map_node *node = counted_engine_object(sizeof *node);
        heap = counted_engine_object(sizeof *heap);
        METHOD(void *, 0xAA53F0, void *)(heap);
        *node = (thread_map_node){*bucket, thread, heap};
        *bucket = node;
        map->count++;
    }
    InterlockedExchange(&map_lock, 0);
    return heap;
}
