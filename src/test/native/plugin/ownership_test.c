/* The ownership map and SHA-256, against a plain model and published vectors. */
#include "heap/ownership.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "heap/sha256.h"

static mp_ownership map;
static unsigned char model[0x10000];

static const void *pointer(uint32_t address) {
    return (const void *)(uintptr_t)address;
}

static void one_region(void) {
    mp_ownership_mark(&map, pointer(0x00450000), 0x30000);
    CHECK(!mp_ownership_has(&map, pointer(0x0044FFFF)));
    CHECK(mp_ownership_has(&map, pointer(0x00450000)));
    CHECK(mp_ownership_has(&map, pointer(0x0047FFFF)));
    CHECK(!mp_ownership_has(&map, pointer(0x00480000)));
    CHECK(mp_ownership_bytes(&map) == 0x30000);
    mp_ownership_clear(&map, pointer(0x00450000), 0x30000);
    CHECK(mp_ownership_bytes(&map) == 0);
}

static void a_partial_unit_counts_whole(void) {
    mp_ownership_mark(&map, pointer(0x10000), 1);
    CHECK(mp_ownership_has(&map, pointer(0x1FFFF)));
    CHECK(!mp_ownership_has(&map, pointer(0x20000)));
    mp_ownership_clear(&map, pointer(0x10000), 1);
}

static void the_ends_of_the_address_space(void) {
    mp_ownership_mark(&map, pointer(0xFFFF0000u), 0x10000);
    CHECK(mp_ownership_has(&map, pointer(0xFFFFFFFFu)));
    CHECK(!mp_ownership_has(&map, pointer(0)));
    mp_ownership_clear(&map, pointer(0xFFFF0000u), 0x10000);
    mp_ownership_mark(&map, pointer(0x20000), 0x40000000);
    CHECK(mp_ownership_bytes(&map) == 0x40000000);
    mp_ownership_clear(&map, pointer(0x20000), 0x40000000);
    CHECK(mp_ownership_bytes(&map) == 0);
}

static void random_regions_match_the_model(void) {
    srand(7);
    for (int round = 0; round < 3000; round++) {
        unsigned first = (unsigned)rand() % 0xFF00, count = 1 + (unsigned)rand() % 200;
        const void *base = pointer(first << 16);
        if (rand() % 2) {
            mp_ownership_mark(&map, base, (size_t)count << 16);
            memset(model + first, 1, count);
        } else {
            mp_ownership_clear(&map, base, (size_t)count << 16);
            memset(model + first, 0, count);
        }
    }
    size_t marked = 0, different = 0;
    for (uint32_t unit = 0; unit < 0x10000; unit++) {
        marked += model[unit];
        different += mp_ownership_has(&map, pointer(unit << 16 | 0x1234)) != model[unit];
    }
    CHECK(different == 0);
    CHECK(mp_ownership_bytes(&map) == (uint64_t)marked << 16);
}

static void check_digest(const char *text, const char *expected) {
    uint8_t digest[32];
    char hex[MP_SHA256_HEX];
    mp_sha256(text, strlen(text), digest);
    for (int i = 0; i < 32; i++)
        sprintf(hex + 2 * i, "%02x", digest[i]);
    CHECK(strcmp(hex, expected) == 0);
}

static void published_digests(void) {
    check_digest("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_digest("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_file_that_is_not_there(void) {
    char hex[MP_SHA256_HEX];
    CHECK(!mp_sha256_file(L"there-is-no-such-file.dll", hex));
}

int main(void) {
    one_region();
    a_partial_unit_counts_whole();
    the_ends_of_the_address_space();
    random_regions_match_the_model();
    published_digests();
    a_file_that_is_not_there();
    return check_result();
}
