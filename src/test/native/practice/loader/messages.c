#include "messages.h"

#include <string.h>

#define MOST_LISTENERS 128

static struct {
    uint32_t listener;
    char sender[64]; /* empty: any sender */
    void (*handler)(nvse_message *);
} listeners[MOST_LISTENERS];
static unsigned listener_count;
static uint32_t counts[NVSE_MESSAGE_TYPES];

bool message_register_listener(uint32_t listener, const char *sender, void (*handler)(nvse_message *)) {
    if (listener_count == MOST_LISTENERS || !handler) return false;
    listeners[listener_count].listener = listener;
    strncpy(listeners[listener_count].sender, sender ? sender : "", sizeof listeners[0].sender - 1);
    listeners[listener_count++].handler = handler;
    return true;
}

static bool deliver(const char *sender, uint32_t type, void *data, uint32_t length) {
    bool delivered = false;
    for (unsigned index = 0; index < listener_count; index++) {
        if (!listeners[index].handler) continue;
        if (listeners[index].sender[0] && _stricmp(listeners[index].sender, sender) != 0) continue;
        nvse_message message = {sender, type, length, data};
        listeners[index].handler(&message);
        delivered = true;
    }
    return delivered;
}

/* Names of receivers are not kept: a plugin's message reaches all who listen to it. */
bool message_dispatch(uint32_t sender, uint32_t type, void *data, uint32_t length, const char *receiver) {
    (void)sender;
    (void)receiver;
    return deliver("plugin", type, data, length);
}

void message_send(uint32_t type, void *data, uint32_t length) {
    if (type < NVSE_MESSAGE_TYPES) counts[type]++;
    deliver("NVSE", type, data, length);
}

uint32_t message_count(uint32_t type) { return type < NVSE_MESSAGE_TYPES ? counts[type] : 0; }

void message_forget(uint32_t listener) {
    for (unsigned index = 0; index < listener_count; index++)
        if (listeners[index].listener == listener) listeners[index].handler = NULL;
}
