/* A loader part's log in the game folder, begun anew each start, every line handed to the system at once. */
#ifndef PRACTICE_LOADER_LOADER_LOG_H
#define PRACTICE_LOADER_LOADER_LOG_H

/* name: "nvse.log". Beside the executable of this process. */
void loader_log_open(const char *name);

void loader_log(const char *format, ...) __attribute__((format(ms_printf, 1, 2)));

/* Folder of the executable of this process, with a trailing backslash. */
void game_folder(char *out, unsigned length);

#endif
