/* NVSE's plugin interface as plugins see it (engine facts 1.1-1.4). 32-bit, natural alignment, cdecl. */
#ifndef PRACTICE_LOADER_NVSE_ABI_H
#define PRACTICE_LOADER_NVSE_ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct nvse_plugin_info {
    uint32_t info_version;
    const char *name;
    uint32_t version;
} nvse_plugin_info;

typedef struct nvse_parameter_info {
    const char *type_name;
    uint32_t type, optional;
} nvse_parameter_info;

typedef bool (*nvse_execute)(nvse_parameter_info *, void *, void *, void *, void *, void *, double *,
                             uint32_t *);

typedef struct nvse_command_info {
    const char *long_name, *short_name;
    uint32_t opcode;
    const char *help;
    uint16_t needs_parent, parameter_count;
    nvse_parameter_info *parameters;
    nvse_execute execute;
    void *parse, *eval;
    uint32_t flags;
} nvse_command_info;

typedef struct nvse_interface {
    uint32_t nvse_version, runtime_version, editor_version, is_editor;
    bool (*register_command)(nvse_command_info *);
    void (*set_opcode_base)(uint32_t);
    void *(*query_interface)(uint32_t);
    uint32_t (*get_plugin_handle)(void);
    bool (*register_typed_command)(nvse_command_info *, uint32_t);
    const char *(*get_runtime_directory)(void);
    uint32_t is_nogore;
    void (*init_expression_evaluator_utils)(void *);
    bool (*register_typed_command_version)(nvse_command_info *, uint32_t, uint32_t);
} nvse_interface;

typedef struct nvse_message {
    const char *sender;
    uint32_t type, length;
    void *data;
} nvse_message;

typedef struct nvse_messaging_interface {
    uint32_t version;
    bool (*register_listener)(uint32_t listener, const char *sender, void (*handler)(nvse_message *));
    bool (*dispatch)(uint32_t sender, uint32_t type, void *data, uint32_t length, const char *receiver);
} nvse_messaging_interface;

typedef struct nvse_console_interface {
    uint32_t version;
    bool (*run_script_line)(const char *line, void *object);
    bool (*run_script_line2)(const char *line, void *object, bool suppress);
} nvse_console_interface;

_Static_assert(sizeof(nvse_plugin_info) == 12, "engine facts 1.2");
_Static_assert(sizeof(nvse_command_info) == 0x28, "engine facts 1.2");
_Static_assert(sizeof(nvse_interface) == 0x34, "engine facts 1.2");
_Static_assert(offsetof(nvse_interface, query_interface) == 0x18, "engine facts 1.2");
_Static_assert(offsetof(nvse_message, data) == 0x0C, "engine facts 1.2");

enum {
    NVSE_INTERFACE_SERIALIZATION = 0,
    NVSE_INTERFACE_CONSOLE = 1,
    NVSE_INTERFACE_MESSAGING = 2,
};

enum {
    NVSE_POST_LOAD = 0,
    NVSE_EXIT_GAME = 1,
    NVSE_LOAD_GAME = 3,
    NVSE_PRE_LOAD_GAME = 6,
    NVSE_POST_LOAD_GAME = 8,
    NVSE_POST_POST_LOAD = 9,
    NVSE_DEFERRED_INIT = 18,
    NVSE_MAIN_GAME_LOOP = 20,
    NVSE_POST_QUERY_PLUGINS = 23,
    NVSE_MESSAGE_TYPES = 64,
};

typedef bool (*nvse_query_function)(const nvse_interface *, nvse_plugin_info *);
typedef bool (*nvse_load_function)(const nvse_interface *);
typedef bool (*nvse_preload_function)(void);

#endif
