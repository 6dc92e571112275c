/* The script commands, registered in NVSEPlugin_Load. */
#ifndef MEMORYPOOL_COMMANDS_H
#define MEMORYPOOL_COMMANDS_H

#include "nvse/nvse.h"

/* Main thread, in NVSEPlugin_Load only. Returns how many were registered. */
unsigned mp_commands_register(const nvse_interface *nvse, uint32_t opcode_base);

#endif
