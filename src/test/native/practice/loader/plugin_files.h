/* The DLLs of a plugin folder, by name without regard to case, not descending into subfolders. */
#ifndef PRACTICE_LOADER_PLUGIN_FILES_H
#define PRACTICE_LOADER_PLUGIN_FILES_H

#define PLUGIN_FILES_MOST 64

typedef struct plugin_files {
    char folder[260]; /* with a trailing backslash */
    char names[PLUGIN_FILES_MOST][260];
    unsigned count;
} plugin_files;

/* base: folder of the game, with or without a trailing backslash; NULL: the current folder. */
void plugin_files_list(plugin_files *files, const char *base);

#endif
