/*
 * Every block the corruption watch has handed out, by its address: exact, for any pointer, without touching
 * what the pointer points at. Sharded open addressing; its memory comes straight from the system. Any thread.
 */
#ifndef MEMORYPOOL_HEAP_BLOCK_TABLE_H
#define MEMORYPOOL_HEAP_BLOCK_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct mp_block_record {
    void *pointer;    /* as the game has it; NULL: no record */
    void *raw;        /* as its maker has it */
    uint32_t usable;  /* bytes the game may use */
    uint32_t maker;   /* the watch's business */
    uint32_t state;   /* the same */
    uint32_t note[3]; /* the same */
} mp_block_record;

/* False when there is no memory for it. record->pointer is not in the table. */
bool mp_block_table_add(const mp_block_record *record);

/* A copy of pointer's record; false when there is none. */
bool mp_block_table_find(const void *pointer, mp_block_record *out);

/* The same, and puts state and note of `becomes` in its place when the state is `expected`. *out is the
 * record as it was. False when there is none. */
bool mp_block_table_exchange(const void *pointer, uint32_t expected, const mp_block_record *becomes,
                             mp_block_record *out);

/* Takes the record out. */
void mp_block_table_remove(const void *pointer);

#endif
