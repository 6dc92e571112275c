/*
 * What the executable asks of the loader parts, which stand in for hooks the real loader places in the
 * game's code. Looked up by name; a missing part answers nothing. cdecl, main thread.
 */
#ifndef PRACTICE_LOADER_LINK_H
#define PRACTICE_LOADER_LINK_H

#include <stdbool.h>
#include <stdint.h>

typedef struct practice_plugin {
    char file[260];
    bool preloaded, queried, loaded;
} practice_plugin;

/* nvse_steam_loader.dll: "PracticePreloaded": whether this file's Preload was called. */
typedef bool (*practice_preloaded_function)(const char *file);

/* nvse_1_4.dll: "PracticeDispatch": sends one of NVSE's own messages. */
typedef void (*practice_dispatch_function)(uint32_t type, void *data, uint32_t length);

/* nvse_1_4.dll: "PracticeMessageCount": how often a message of that type was sent. */
typedef uint32_t (*practice_message_count_function)(uint32_t type);

/* nvse_1_4.dll: "PracticeCommand": runs a registered script command without arguments. */
typedef bool (*practice_command_function)(const char *name, double *result);

/* nvse_1_4.dll: "PracticePlugin": the plugin at index, or false behind the last. */
typedef bool (*practice_plugin_function)(unsigned index, practice_plugin *out);

#endif
