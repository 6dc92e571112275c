/* BSMap<thread id, ScrapHeap *>: 37 buckets of chained nodes (engine facts 2.2). */
#ifndef PRACTICE_ENGINE_THREAD_MAP_H
#define PRACTICE_ENGINE_THREAD_MAP_H

#include <stdint.h>

typedef struct thread_map_node thread_map_node;

typedef struct thread_map {
    const void *vtable;
    uint32_t buckets;
    thread_map_node **bucket;
    uint32_t count;
} thread_map;

/* The calling thread's scrap heap, made at its first call. Any thread. */
void *thread_map_scrap_heap(thread_map *map);

#endif
