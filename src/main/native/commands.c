#include "commands.h"

#include "heap/heap.h"
#include "log.h"
#include "stats/stats.h"

static bool answer(double *result, double value) {
    if (result != NULL)
        *result = value;
    return true;
}

#define COMMAND(function)                                                                                          \
    static bool function(const nvse_parameter *parameters, void *script_data, void *this_object,                   \
                         void *containing_object, void *script, void *event_list, double *result,                  \
                         uint32_t *opcode_offset)

#define UNUSED_BUT_RESULT()                                                                                        \
    (void)parameters, (void)script_data, (void)this_object, (void)containing_object, (void)script,                 \
        (void)event_list, (void)opcode_offset

COMMAND(is_active) {
    UNUSED_BUT_RESULT();
    return answer(result, mp_heap_serving());
}

/* In the order of their opcodes, which scripts are compiled with: a new one goes to the end. */
static const struct {
    const char *name, *help;
    nvse_execute execute;
} commands[] = {
    {"IsMemoryPoolActive", "1 when the plugin serves the game's memory", is_active},
};

unsigned mp_commands_register(const nvse_interface *nvse, uint32_t opcode_base) {
    unsigned registered = 0;
    nvse->set_opcode_base(opcode_base);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        nvse_command command = {.long_name = commands[i].name,
                                .short_name = "",
                                .help = commands[i].help,
                                .execute = commands[i].execute};
        if (nvse->register_command(&command))
            registered++;
        else
            mp_log(MP_LOG_WARNING, "xNVSE refused the command %s", commands[i].name);
    }
    return registered;
}
