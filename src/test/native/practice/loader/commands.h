/* Script commands plugins register, and a way to run one by name. Main thread. (engine facts 1.2, 1.3) */
#ifndef PRACTICE_LOADER_COMMANDS_H
#define PRACTICE_LOADER_COMMANDS_H

#include "nvse_abi.h"

/* Registration is legal only in between: during a plugin's Load. */
void command_open_registration(void);
void command_close_registration(void);

void command_set_opcode_base(uint32_t base);
bool command_register(nvse_command_info *info);
bool command_register_typed(nvse_command_info *info, uint32_t type);
bool command_register_typed_version(nvse_command_info *info, uint32_t type, uint32_t version);

/* Runs the command of that long or short name without arguments. False when there is none or it failed. */
bool command_run(const char *name, double *result);

#endif
