/* Frame times: written by the main thread (mp_frame), drained by the sampler under its lock. */
#ifndef MEMORYPOOL_STATS_FRAMES_H
#define MEMORYPOOL_STATS_FRAMES_H

#include <stdint.h>

/* Times in ns, UINT64_MAX while there is none yet. */
typedef struct mp_frame_times {
    uint64_t count;   /* frames since the start */
    uint64_t last;    /* newest frame */
    uint64_t average; /* of the frames since the last drain; none ended: the values of the drain before */
    uint64_t longest; /* likewise */
    uint64_t slowest_1_percent; /* mean of the slowest 1 % of the last 1000 frames, at least one frame */
} mp_frame_times;

void mp_frames_drain(mp_frame_times *out);

#endif
