/* The window of --window: says what this program is. Main thread only. */
#ifndef PRACTICE_GAME_WINDOW_H
#define PRACTICE_GAME_WINDOW_H

#include <stdbool.h>

void window_open(bool wanted);
void window_pump(void);

#endif
