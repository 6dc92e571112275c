#include "engine/scrap_buffers.h"

#include "heap/lock.h"
#include "heap/os.h"

#define LARGEST      0x800000u /* the engine's own (engine facts 2.5) */
#define SMALLEST     0x80000u
#define FIRST_COMMIT 0x10000u
#define COMMIT_STEP  0x40000u
#define KEPT_BACKED  0x100000u
#define MOST_SPARE   8u
#define QUIET_TIMES  256u

_Static_assert(sizeof(mp_scrap_buffer) == 64, "blocks behind the head keep its alignment");

static mp_lock lock;
static mp_scrap_buffer *all, *spare;
static unsigned spare_count;

/* --- reservations -------------------------------------------------------------------------------------- */

static mp_scrap_buffer *open_reservation(size_t bytes, size_t backed, bool single) {
    mp_scrap_buffer *buffer = mp_os_reserve(bytes);
    if (buffer == NULL)
        return NULL;
    if (!mp_os_commit(buffer, backed) || !mp_lock_enter(&lock)) {
        mp_os_release(buffer, bytes);
        return NULL;
    }
    buffer->bytes = (uint32_t)bytes;
    buffer->committed = (uint32_t)backed;
    buffer->single = single;
    buffer->next = all;
    all = buffer;
    mp_lock_leave(&lock);
    return buffer;
}

static void close_reservation(mp_scrap_buffer *buffer) {
    if (!mp_lock_enter(&lock))
        return;
    mp_scrap_buffer **link = &all;
    while (*link != buffer)
        link = &(*link)->next;
    *link = buffer->next;
    mp_lock_leave(&lock);
    mp_os_release(buffer, buffer->bytes);
}

mp_scrap_buffer *mp_scrap_buffer_containing(const void *pointer) {
    if (!mp_lock_enter(&lock))
        return NULL;
    mp_scrap_buffer *found = all;
    while (found != NULL && (size_t)((const uint8_t *)pointer - (const uint8_t *)found) >= found->bytes)
        found = found->next;
    mp_lock_leave(&lock);
    return found;
}

/* --- buffers ------------------------------------------------------------------------------------------- */

static mp_scrap_buffer *take_spare(void) {
    if (!mp_lock_enter(&lock))
        return NULL;
    mp_scrap_buffer *buffer = spare;
    if (buffer != NULL) {
        spare = buffer->next_spare;
        spare_count--;
    }
    mp_lock_leave(&lock);
    return buffer;
}

mp_scrap_buffer *mp_scrap_buffer_take(void) {
    mp_scrap_buffer *buffer = take_spare();
    for (size_t bytes = LARGEST; buffer == NULL && bytes >= SMALLEST; bytes /= 2)
        buffer = open_reservation(bytes, FIRST_COMMIT, false);
    if (buffer != NULL) {
        buffer->quiet = 0;
        buffer->orphan = false;
    }
    return buffer;
}

static void keep_backed(mp_scrap_buffer *buffer, uint32_t bytes) {
    if (buffer->committed <= bytes)
        return;
    mp_os_decommit((uint8_t *)buffer + bytes, buffer->committed - bytes);
    buffer->committed = bytes;
}

void mp_scrap_buffer_give(mp_scrap_buffer *buffer) {
    if (buffer->single) {
        close_reservation(buffer);
        return;
    }
    keep_backed(buffer, KEPT_BACKED);
    if (!mp_lock_enter(&lock))
        return;
    bool kept = spare_count < MOST_SPARE;
    if (kept) {
        buffer->next_spare = spare;
        spare = buffer;
        spare_count++;
    }
    mp_lock_leave(&lock);
    if (!kept)
        close_reservation(buffer);
}

bool mp_scrap_buffer_reach(mp_scrap_buffer *buffer, const uint8_t *end) {
    uint32_t needed = (uint32_t)(end - (const uint8_t *)buffer);
    if (needed <= buffer->committed)
        return true;
    uint32_t more = (needed - buffer->committed + COMMIT_STEP - 1) / COMMIT_STEP * COMMIT_STEP;
    if (more > buffer->bytes - buffer->committed)
        more = buffer->bytes - buffer->committed;
    if (!mp_os_commit((uint8_t *)buffer + buffer->committed, more))
        return false;
    buffer->committed += more;
    buffer->quiet = 0;
    return true;
}

void mp_scrap_buffer_settle(mp_scrap_buffer *buffer) {
    if (buffer->committed > KEPT_BACKED && ++buffer->quiet >= QUIET_TIMES)
        keep_backed(buffer, KEPT_BACKED);
}

/* --- single blocks ------------------------------------------------------------------------------------- */

mp_scrap_buffer *mp_scrap_buffer_take_single(size_t size, size_t alignment) {
    size_t overhead = sizeof(mp_scrap_buffer) + alignment + 8;
    if (alignment > MP_OS_GRANULARITY || size > 0x7FFF0000u - overhead)
        return NULL;
    size_t bytes = (size + overhead + MP_OS_GRANULARITY - 1) & ~(size_t)(MP_OS_GRANULARITY - 1);
    return open_reservation(bytes, bytes, true);
}
