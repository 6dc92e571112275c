#include "messages.h"

#include <string.h>

#define MOST_LISTENERS 128
#define MOST_PLUGINS   128 /* by handle; 0 is NVSE itself */

static struct {
    uint32_t listener;
    char sender[64]; /* empty: any sender */
    void (*handler)(nvse_message *);
} listeners[MOST_LISTENERS];
static unsigned listener_count;
static const char *names[MOST_PLUGINS];
static uint32_t counts[NVSE_MESSAGE_TYPES];

void message_name(uint32_t plugin, const char *name) {
    if (plugin < MOST_PLUGINS)
        names[plugin] = name;
}

static const char *name_of(uint32_t plugin) {
    return plugin < MOST_PLUGINS && names[plugin] ? names[plugin] : "";
}

bool message_register_listener(uint32_t listener, const char *sender, void (*handler)(nvse_message *)) {
    if (listener_count == MOST_LISTENERS || !handler)
        return false;
    listeners[listener_count].listener = listener;
    strncpy(listeners[listener_count].sender, sender ? sender : "", sizeof listeners[0].sender - 1);
    listeners[listener_count++].handler = handler;
    return true;
}

static bool deliver(const char *sender, uint32_t type, void *data, uint32_t length, const char *receiver) {
    bool delivered = false;
    for (unsigned index = 0; index < listener_count; index++) {
        if (!listeners[index].handler)
            continue;
        if (listeners[index].sender[0] && _stricmp(listeners[index].sender, sender) != 0)
            continue;
        if (receiver && _stricmp(name_of(listeners[index].listener), receiver) != 0)
            continue;
        nvse_message message = {sender, type, length, data};
        listeners[index].handler(&message);
        delivered = true;
    }
    return delivered;
}

bool message_dispatch(uint32_t sender, uint32_t type, void *data, uint32_t length, const char *receiver) {
    return deliver(name_of(sender), type, data, length, receiver);
}

void message_send(uint32_t type, void *data, uint32_t length) {
    if (type < NVSE_MESSAGE_TYPES)
        counts[type]++;
    deliver("NVSE", type, data, length, NULL);
}

uint32_t message_count(uint32_t type) {
    return type < NVSE_MESSAGE_TYPES ? counts[type] : 0;
}

void message_forget(uint32_t listener) {
    for (unsigned index = 0; index < listener_count; index++)
        if (listeners[index].listener == listener)
            listeners[index].handler = NULL;
}
