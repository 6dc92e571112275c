/* Each script's own numbers: xorshift64*, seeded through splitmix64. The same seed gives the same script. */
#ifndef PRACTICE_WORKLOAD_RANDOM_H
#define PRACTICE_WORKLOAD_RANDOM_H

#include <stdint.h>

typedef struct random_state {
    uint64_t state;
} random_state;

static inline random_state random_seeded(uint64_t seed, uint32_t stream) {
    uint64_t z = seed * 0x9E3779B97F4A7C15ull + (uint64_t)(stream + 1) * 0xD1342543DE82EF95ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    z ^= z >> 31;
    return (random_state){z ? z : 1};
}

static inline uint32_t random_next(random_state *random) {
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (uint32_t)((random->state * 0x2545F4914F6CDD1Dull) >> 32);
}

/* 0 .. bound - 1; bound > 0. */
static inline uint32_t random_below(random_state *random, uint32_t bound) {
    return (uint32_t)(((uint64_t)random_next(random) * bound) >> 32);
}

/* low .. high, both included. */
static inline uint32_t random_between(random_state *random, uint32_t low, uint32_t high) {
    return low + random_below(random, high - low + 1);
}

#endif
