/*
 * The executable's data from 0x1187000: zero at start, addressed by the numbers in engine/addresses.h.
 */
    .section .image.data, "bw"
    .space 0x119000
