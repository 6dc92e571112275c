/*
 * The executable's code from 0x700000, in address order. Bytes given as numbers are the published entry
 * bytes (engine facts 2.3-2.8); what follows them finishes the frame they opened and hands the work to C.
 */
#define IMAGE_SECTION_START 0x700000
#include "macros.inc"

    .section .image.high, "xr"

#include "application.inc"
#include "media.inc"
#include "wrappers.inc"
#include "game_heap.inc"
#include "scrap_heap.inc"
#include "pools.inc"
#include "memory_heap.inc"
#include "runtime.inc"
#include "initialisers.inc"
