/* NVSE's messaging interface: listeners by sender, delivered in the order of registration. Main thread. */
#ifndef PRACTICE_LOADER_MESSAGES_H
#define PRACTICE_LOADER_MESSAGES_H

#include "nvse_abi.h"

/* The name a plugin gave itself: what it sends carries it, and messages to it are addressed by it. */
void message_name(uint32_t plugin, const char *name);

bool message_register_listener(uint32_t listener, const char *sender, void (*handler)(nvse_message *));

/* A plugin's own message. receiver NULL: everyone who listens to that sender. */
bool message_dispatch(uint32_t sender, uint32_t type, void *data, uint32_t length, const char *receiver);

/* One of NVSE's own, to all who listen to "NVSE". */
void message_send(uint32_t type, void *data, uint32_t length);

/* NVSE's own messages of that type so far. */
uint32_t message_count(uint32_t type);

/* Drops a plugin's listeners. */
void message_forget(uint32_t listener);

#endif
