/* What the system knows to call a thread. */
#ifndef MEMORYPOOL_STATS_THREAD_NAMES_H
#define MEMORYPOOL_STATS_THREAD_NAMES_H

#include <stddef.h>
#include <stdint.h>

/* Finds the calls below where the system has them. Takes the loader lock; once, on the main thread, before
 * the sampler runs. Without it every name is empty. */
void mp_thread_names_start(void);

/* The name of a thread of this process, UTF-8, cut at size: the description it was given, or else the module
 * and the offset in it at which it began, such as "game.exe+0x1234"; empty when the system tells neither.
 * Allocates nothing and takes no lock a thread can hold. */
void mp_thread_name(uint32_t thread_id, char *field, size_t size);

#endif
