/*
 * The part of xNVSE's plugin interface that this plugin uses, written from the published layout (engine
 * facts 1.2). Everything is 32-bit, natural alignment, functions are cdecl; fields are only ever appended.
 */
#ifndef MEMORYPOOL_NVSE_NVSE_H
#define MEMORYPOOL_NVSE_NVSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NVSE_PACK(major, minor, build, sub)                                                                        \
    (((uint32_t)(major) & 0xFF) << 24 | ((uint32_t)(minor) & 0xFF) << 16 | ((uint32_t)(build) & 0xFFF) << 4 |      \
     ((uint32_t)(sub) & 0xF))

#define NVSE_MINIMUM_VERSION NVSE_PACK(6, 1, 0, 0)
#define NVSE_RUNTIME_1_4_525 NVSE_PACK(4, 0, 525, 0) /* the leading "1." is dropped */

_Static_assert(NVSE_MINIMUM_VERSION == 0x06010000, "packed version of xNVSE 6.1.0");
_Static_assert(NVSE_RUNTIME_1_4_525 == 0x040020D0, "packed runtime version of 1.4.0.525");

typedef struct nvse_plugin_info {
    uint32_t info_version; /* 1 */
    const char *name;
    uint32_t version;
} nvse_plugin_info;

typedef enum nvse_parameter_type { NVSE_PARAMETER_STRING = 0, NVSE_PARAMETER_INTEGER = 1 } nvse_parameter_type;

typedef struct nvse_parameter {
    const char *type_name;
    uint32_t type;
    uint32_t optional;
} nvse_parameter;

/* Writes the command's number to *result and returns true. Main thread. */
typedef bool (*nvse_execute)(const nvse_parameter *parameters, void *script_data, void *this_object,
                             void *containing_object, void *script, void *event_list, double *result,
                             uint32_t *opcode_offset);

typedef struct nvse_command {
    const char *long_name;
    const char *short_name;
    uint32_t opcode;
    const char *help;
    uint16_t needs_parent;
    uint16_t parameter_count;
    const nvse_parameter *parameters;
    nvse_execute execute;
    void *parse; /* NULL: the default parser */
    void *evaluate;
    uint32_t flags;
} nvse_command;

typedef struct nvse_interface {
    uint32_t nvse_version;
    uint32_t runtime_version;
    uint32_t editor_version;
    uint32_t is_editor;
    bool (*register_command)(nvse_command *command);
    void (*set_opcode_base)(uint32_t base);
    void *(*query_interface)(uint32_t id);
    uint32_t (*plugin_handle)(void);
    bool (*register_typed_command)(nvse_command *command, uint32_t return_type);
    const char *(*runtime_directory)(void);
    uint32_t is_no_gore;
} nvse_interface;

typedef enum nvse_interface_id {
    NVSE_INTERFACE_SERIALIZATION,
    NVSE_INTERFACE_CONSOLE,
    NVSE_INTERFACE_MESSAGING
} nvse_interface_id;

typedef enum nvse_message_type {
    NVSE_MESSAGE_POST_LOAD = 0,
    NVSE_MESSAGE_EXIT_GAME = 1,
    NVSE_MESSAGE_EXIT_TO_MAIN_MENU = 2,
    NVSE_MESSAGE_LOAD_GAME = 3,
    NVSE_MESSAGE_SAVE_GAME = 4,
    NVSE_MESSAGE_PRE_LOAD_GAME = 6,
    NVSE_MESSAGE_EXIT_GAME_CONSOLE = 7,
    NVSE_MESSAGE_POST_LOAD_GAME = 8,
    NVSE_MESSAGE_POST_POST_LOAD = 9,
    NVSE_MESSAGE_NEW_GAME = 14,
    NVSE_MESSAGE_DEFERRED_INIT = 18,
    NVSE_MESSAGE_MAIN_GAME_LOOP = 20
} nvse_message_type;

typedef struct nvse_message {
    const char *sender;
    uint32_t type;
    uint32_t length;
    void *data;
} nvse_message;

typedef struct nvse_messaging {
    uint32_t version;
    bool (*register_listener)(uint32_t listener, const char *sender, void (*handler)(nvse_message *));
    bool (*dispatch)(uint32_t sender, uint32_t type, void *data, uint32_t length, const char *receiver);
} nvse_messaging;

typedef struct nvse_console {
    uint32_t version;
    bool (*run_script_line)(const char *line, void *object);
} nvse_console;

#define NVSE_LAYOUT(type, field, offset)                                                                           \
    _Static_assert(offsetof(type, field) == (offset), #type "." #field " is not where xNVSE has it")
#define NVSE_SIZE(type, size) _Static_assert(sizeof(type) == (size), #type " has not xNVSE's size")

#if defined(__i386__)
NVSE_SIZE(nvse_plugin_info, 12);
NVSE_LAYOUT(nvse_plugin_info, info_version, 0x0);
NVSE_LAYOUT(nvse_plugin_info, name, 0x4);
NVSE_LAYOUT(nvse_plugin_info, version, 0x8);

NVSE_SIZE(nvse_parameter, 12);
NVSE_LAYOUT(nvse_parameter, type_name, 0x0);
NVSE_LAYOUT(nvse_parameter, type, 0x4);
NVSE_LAYOUT(nvse_parameter, optional, 0x8);

NVSE_SIZE(nvse_command, 0x28);
NVSE_LAYOUT(nvse_command, long_name, 0x00);
NVSE_LAYOUT(nvse_command, short_name, 0x04);
NVSE_LAYOUT(nvse_command, opcode, 0x08);
NVSE_LAYOUT(nvse_command, help, 0x0C);
NVSE_LAYOUT(nvse_command, needs_parent, 0x10);
NVSE_LAYOUT(nvse_command, parameter_count, 0x12);
NVSE_LAYOUT(nvse_command, parameters, 0x14);
NVSE_LAYOUT(nvse_command, execute, 0x18);
NVSE_LAYOUT(nvse_command, parse, 0x1C);
NVSE_LAYOUT(nvse_command, evaluate, 0x20);
NVSE_LAYOUT(nvse_command, flags, 0x24);

/* The whole of it is 0x34 bytes; the two fields after is_no_gore are not used here. */
NVSE_SIZE(nvse_interface, 0x2C);
NVSE_LAYOUT(nvse_interface, nvse_version, 0x00);
NVSE_LAYOUT(nvse_interface, runtime_version, 0x04);
NVSE_LAYOUT(nvse_interface, editor_version, 0x08);
NVSE_LAYOUT(nvse_interface, is_editor, 0x0C);
NVSE_LAYOUT(nvse_interface, register_command, 0x10);
NVSE_LAYOUT(nvse_interface, set_opcode_base, 0x14);
NVSE_LAYOUT(nvse_interface, query_interface, 0x18);
NVSE_LAYOUT(nvse_interface, plugin_handle, 0x1C);
NVSE_LAYOUT(nvse_interface, register_typed_command, 0x20);
NVSE_LAYOUT(nvse_interface, runtime_directory, 0x24);
NVSE_LAYOUT(nvse_interface, is_no_gore, 0x28);

NVSE_SIZE(nvse_message, 0x10);
NVSE_LAYOUT(nvse_message, sender, 0x0);
NVSE_LAYOUT(nvse_message, type, 0x4);
NVSE_LAYOUT(nvse_message, length, 0x8);
NVSE_LAYOUT(nvse_message, data, 0xC);

NVSE_LAYOUT(nvse_console, run_script_line, 0x4);

NVSE_SIZE(nvse_messaging, 0xC);
NVSE_LAYOUT(nvse_messaging, version, 0x0);
NVSE_LAYOUT(nvse_messaging, register_listener, 0x4);
NVSE_LAYOUT(nvse_messaging, dispatch, 0x8);
#endif

#endif
