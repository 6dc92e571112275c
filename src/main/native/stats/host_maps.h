/*
 * The host's own list of this process's mappings, under Wine. Wine calls address space outside of what it
 * manages "reserved", though an allocation takes whatever of it the host has left free: of a 2 GB process
 * more than three quarters under Wine 8 without its preloader. The list, /proc/<pid>/maps, is read through
 * the file system as Wine shows it; a program is not told its pid there, so it looks for the process that
 * has the block's own file mapped.
 */
#ifndef MEMORYPOOL_STATS_HOST_MAPS_H
#define MEMORYPOOL_STATS_HOST_MAPS_H

#include <stdbool.h>
#include <stdint.h>

/* Looks for this process once, some milliseconds. block_file: the file's name without its folder. False on
 * Windows and where the list cannot be read. Sampler thread. */
bool mp_host_maps_find(const char *block_file);

/* Reads on from where the last call stopped, at most a few kilobytes, and calls each mapping in the order of
 * addresses. False at the end of the list, after which the next call begins anew, and when there is none. */
bool mp_host_maps_read(void (*mapping)(uint64_t start, uint64_t end));

#endif
