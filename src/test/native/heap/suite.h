/*
 * The conformance suite: what whoever hands out memory promises, asked through a table of functions. A back
 * end is one such subject (conformance.c); each way by which a player's process comes to the plugin is
 * another
 * (../paths). The checks are the same; what a subject does not have or does not promise is left out.
 */
#ifndef MEMORYPOOL_TEST_SUITE_H
#define MEMORYPOOL_TEST_SUITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SUBJECT_REUSES = 1 << 0,        /* takes blocks back to hand them out again, so it never has to refuse */
    SUBJECT_ALIGNS = 1 << 1,        /* every block stands on 16 bytes */
    SUBJECT_TAKES_NULL = 1 << 2,    /* release(NULL) does nothing, reallocate(NULL, n) allocates */
    SUBJECT_ZERO_FREES = 1 << 3,    /* reallocate(p, 0) gives p back and NULL */
    SUBJECT_ZERO_KEEPS = 1 << 4,    /* reallocate(p, 0) gives a block without bytes in place of p */
    SUBJECT_ALIGNED_PLAIN = 1 << 5, /* an aligned block is released and resized like any other */
    SUBJECT_SETS_ERROR = 1 << 6,    /* error() says why memory was refused */
    SUBJECT_THROWS = 1 << 7,        /* or falls when memory is refused, so it must not be */
    SUBJECT_LIMITED = 1 << 8,       /* comes to an end of its own before the machine does */
    SUBJECT_OF_ITS_THREAD = 1 << 9, /* blocks are given back on the thread that took them */
    SUBJECT_SMALL = 1 << 10,        /* meant for blocks of up to 1 MB altogether */
    SUBJECT_JUDGES_ALL = 1 << 12, /* claims() may be asked of any pointer, not only of the start of a block */
    SUBJECT_MULTIPLIES = 1 << 11, /* recalloc looks whether its product fits */
};

typedef struct subject {
    const char *name;
    uint32_t traits;
    unsigned share; /* of the work: 1 all of it, 8 one part in eight */
    void (*attach)(void), (*detach)(void);

    void *(*allocate)(size_t size);
    void (*release)(void *block);

    /* Each may be NULL. */
    void *(*allocate_zeroed)(size_t count, size_t size);
    void *(*reallocate)(void *block, size_t size);
    void *(*recalloc)(void *block, size_t count, size_t size);
    size_t (*usable_size)(const void *block);
    void *(*allocate_aligned)(size_t alignment, size_t size);
    void *(*reallocate_aligned)(void *block, size_t alignment, size_t size);
    void *(*recalloc_aligned)(void *block, size_t alignment, size_t count, size_t size);
    size_t (*usable_aligned)(const void *block, size_t alignment);
    void (*release_aligned)(void *block);
    size_t largest_alignment;

    bool (*owns)(const void *block);     /* NULL: it does not always, or nobody can say */
    bool (*claims)(const void *pointer); /* the same asked of what is nobody's or another's */

    /* A block of the heap behind, which subject passes on; whether that heap still has it as a block. */
    void *(*foreign)(size_t size);
    bool (*foreign_lives)(const void *block);
    bool foreign_refused; /* it is left alone instead of being passed on */

    uint64_t (*live)(void); /* usable bytes out now */
    int (*error)(bool clear);
} subject;

/* Everything the subject has, torture included. */
void suite_run(const subject *asked);

/* The largest sizes, and as many blocks as there are. */
void suite_run_to_the_end(const subject *asked);

/* Blocks of each of the subjects through each other one. */
void suite_run_mixed(const subject *const *asked, unsigned count);

#endif
