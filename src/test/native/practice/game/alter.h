/*
 * Changes a byte of the image while the program keeps meaning the same, so that a plugin meets an engine it
 * does not know and the game still runs. What stands at the start of a function (push ebp; mov edi, edi;
 * push imm8) is replaced by another byte whose effect is restored; any other byte has bit 2 flipped.
 */
#ifndef PRACTICE_GAME_ALTER_H
#define PRACTICE_GAME_ALTER_H

#include <stdint.h>

/* Main thread, before any plugin is loaded. An address outside the image is passed over. */
void alter_byte(uint32_t address);

#endif
