/*
 * A block of the workload: filled with a pattern of its own when it is handed out, and looked at before it
 * is given back, resized, or forgotten. Every call goes through one of the engine's entries, chosen by the
 * script's numbers, and is counted.
 */
#ifndef PRACTICE_WORKLOAD_BLOCK_H
#define PRACTICE_WORKLOAD_BLOCK_H

#include "random.h"
#include "truth/truth.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct block {
    uint8_t *memory; /* NULL: empty */
    uint32_t size;   /* as asked for */
    uint32_t pattern;
    truth_path path; /* TRUTH_ENGINE or TRUTH_CRT */
} block;

/* The size mix of a game's heap: 60 % 8-127 B, 30 % 128-1027 B, 9 % 1-16 KB, 1 % 16-116 KB. */
uint32_t block_size_mixed(random_state *random);

/* A texture or mesh: 64 KB to 3.2 MB, small ones more often. */
uint32_t block_size_large(random_state *random);

/* False when the entry returned NULL; the block is then empty. */
bool block_allocate(block *block, random_state *random, truth_path path, uint32_t size);

/* Keeps the smaller part of the contents. False, and unchanged, when the entry returned NULL. size > 0. */
bool block_resize(block *block, random_state *random, uint32_t size);

/* An empty block is passed over. */
void block_free(block *block, random_state *random);

/* Counts one check. An empty block is passed over. */
void block_check(const block *block);

/* The entry point's own size of the block, 0 for an empty one. */
uint32_t block_usable(const block *block);

void block_fill(uint8_t *memory, uint32_t size, uint32_t pattern);
bool block_intact(const uint8_t *memory, uint32_t size, uint32_t pattern);

#endif
