/* The corruption watch's table of blocks, against a plain array. */
#include "heap/block_table.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

#define BLOCKS 20000u

static bool present[BLOCKS];

static void *address(unsigned number) {
    return (void *)(uintptr_t)(0x01000000u + number * 16);
}

static bool agrees(unsigned number) {
    mp_block_record found;
    bool there = mp_block_table_find(address(number), &found);
    return there == present[number] &&
           (!there || (found.pointer == address(number) && found.usable == number));
}

static void blocks_come_and_go(void) {
    unsigned wrong = 0;
    srand(7);
    for (unsigned step = 0; step < 400000; step++) {
        unsigned number = ((unsigned)rand() << 15 ^ (unsigned)rand()) % BLOCKS;
        if (present[number]) {
            mp_block_table_remove(address(number));
        } else {
            mp_block_record record = {.pointer = address(number), .usable = number, .state = 1};
            wrong += !mp_block_table_add(&record);
        }
        present[number] = !present[number];
        wrong += !agrees(number);
    }
    for (unsigned number = 0; number < BLOCKS; number++)
        wrong += !agrees(number);
    CHECK(wrong == 0);
}

static void a_state_changes_once(void) {
    mp_block_record record = {.pointer = address(BLOCKS + 1), .state = 1}, found;
    mp_block_record becomes = {.state = 2, .note = {7, 8, 9}};
    CHECK(mp_block_table_add(&record));
    CHECK(mp_block_table_exchange(record.pointer, 1, &becomes, &found) && found.state == 1);
    becomes.note[0] = 5;
    CHECK(mp_block_table_exchange(record.pointer, 1, &becomes, &found) && found.state == 2 &&
          found.note[0] == 7);
    CHECK(mp_block_table_find(record.pointer, &found) && found.note[0] == 7);
    mp_block_table_remove(record.pointer);
    CHECK(!mp_block_table_exchange(record.pointer, 2, &becomes, &found));
    CHECK(!mp_block_table_find(NULL, &found));
}

int main(void) {
    blocks_come_and_go();
    a_state_changes_once();
    return check_result();
}
