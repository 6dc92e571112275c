#include "commands.h"

#include "loader_log.h"

#include <string.h>

#define MOST_COMMANDS 256
#define FIRST_BASE    0x2000u
#define TEST_BASE     0x2000u
#define PAST_BASES    0x8000u

static nvse_command_info commands[MOST_COMMANDS];
static unsigned command_count;
static uint32_t next_opcode;
static bool open;

void command_open_registration(void) {
    open = true;
    next_opcode = 0;
}

void command_close_registration(void) {
    open = false;
}

void command_set_opcode_base(uint32_t base) {
    if (!open || base < FIRST_BASE || base >= PAST_BASES) {
        loader_log("opcode base %08lX refused", (unsigned long)base);
        return;
    }
    if (base == TEST_BASE)
        loader_log("a plugin uses the default (test) opcode base");
    next_opcode = base;
}

bool command_register(nvse_command_info *info) {
    if (!open || !next_opcode || command_count == MOST_COMMANDS || !info || !info->long_name ||
        !info->execute) {
        loader_log("a command was refused");
        return false;
    }
    nvse_command_info *command = &commands[command_count++];
    *command = *info;
    command->opcode = next_opcode++;
    if (!command->short_name)
        command->short_name = "";
    if (!command->help)
        command->help = "";
    loader_log("command %s (%s), opcode %04lX", command->long_name, command->short_name,
               (unsigned long)command->opcode);
    return true;
}

bool command_register_typed(nvse_command_info *info, uint32_t type) {
    (void)type;
    return command_register(info);
}

bool command_register_typed_version(nvse_command_info *info, uint32_t type, uint32_t version) {
    (void)version;
    return command_register_typed(info, type);
}

bool command_run(const char *name, double *result) {
    for (unsigned index = 0; index < command_count; index++) {
        nvse_command_info *command = &commands[index];
        if (_stricmp(command->long_name, name) != 0 && _stricmp(command->short_name, name) != 0)
            continue;
        uint32_t opcode_offset = 0;
        *result = 0;
        return command->execute(command->parameters, NULL, NULL, NULL, NULL, NULL, result, &opcode_offset);
    }
    return false;
}
