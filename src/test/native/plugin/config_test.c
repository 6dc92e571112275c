/* MemoryPoolNVSE.ini: defaults, every kind of value, clamping, and text nobody expected. */
#include "config.h"

#include <string.h>

#include "check.h"
#include "quiet_log.h"

static mp_config read_text(const char *text) {
    char copy[8192];
    mp_config config;
    mp_config_read(L"there-is-no-such-file.ini", &config);
    snprintf(copy, sizeof copy, "%s", text);
    mp_config_read_text(copy, &config);
    return config;
}

static void a_missing_file_gives_defaults(void) {
    mp_config config;
    CHECK(!mp_config_read(L"there-is-no-such-file.ini", &config));
    CHECK(config.enabled && config.heap_enabled && config.budgets_enabled);
    CHECK(strcmp(config.allocator, "rpmalloc") == 0);
    CHECK(config.pool_bytes == 1536u << 20);
    CHECK(!config.scrap_heap && !config.leak_tracking && !config.budgets_override_game_ini);
    CHECK(config.opcode_base == 0x2000);
    CHECK(config.budget_count == 0);
}

static void values_are_read_in_their_units(void) {
    mp_config config = read_text("[Heap]\r\nAllocator=pool\r\nPoolMB=512\r\nLargeBlockThresholdKB=32\r\n"
                                 "ScrapHeap=1\r\n[Statistics]\r\nSamplePeriodMs=50\r\n"
                                 "[Commands]\r\nOpcodeBase=0x3C00\r\n[Log]\r\nLevel=Debug\r\n");
    CHECK(strcmp(config.allocator, "pool") == 0);
    CHECK(config.pool_bytes == 512u << 20);
    CHECK(config.large_block_threshold == 32u << 10);
    CHECK(config.scrap_heap);
    CHECK(config.sample_period_ms == 50);
    CHECK(config.opcode_base == 0x3C00);
    CHECK(config.log_level == MP_LOG_DEBUG);
}

static void booleans_have_several_spellings(void) {
    CHECK(read_text("[Heap]\nScrapHeap=yes").scrap_heap);
    CHECK(read_text("[Heap]\nScrapHeap= TRUE ").scrap_heap);
    CHECK(!read_text("[General]\nEnabled=off").enabled);
    CHECK(!read_text("[General]\nEnabled=0").enabled);
}

static void comments_blanks_and_case_do_not_matter(void) {
    mp_config config = read_text("\xEF\xBB\xBF; a comment\n# another\n\n  [ heap ]  \n"
                                 "  ALLOCATOR =  jemalloc  ; the other one\nno equals sign here\n[broken\n");
    CHECK(strcmp(config.allocator, "jemalloc") == 0);
}

static void what_is_out_of_range_is_clamped_and_said(void) {
    unsigned before = quiet_log_lines[MP_LOG_WARNING];
    mp_config config = read_text("[Statistics]\nSamplePeriodMs=1\nAddressPeriodMs=99999999999\n");
    CHECK(config.sample_period_ms == 10);
    CHECK(config.address_period_ms == 10000);
    CHECK(quiet_log_lines[MP_LOG_WARNING] == before + 2);
    CHECK(strstr(quiet_log_last, "AddressPeriodMs") != NULL);
}

static void what_is_not_understood_leaves_the_default(void) {
    unsigned before = quiet_log_lines[MP_LOG_WARNING];
    mp_config config =
        read_text("[General]\nEnabled=maybe\n[Heap]\nPoolMB=lots\nQuarantineFrames=-1\nAllocator=\n"
                  "[Log]\nLevel=loud\n");
    CHECK(config.enabled);
    CHECK(config.pool_bytes == 1536u << 20);
    CHECK(strcmp(config.allocator, "rpmalloc") == 0);
    CHECK(config.log_level == MP_LOG_INFO);
    CHECK(quiet_log_lines[MP_LOG_WARNING] == before + 5);
}

static void an_overlong_text_is_refused(void) {
    CHECK(strcmp(read_text("[Heap]\nAllocator=abcdefghijklmnop\n").allocator, "rpmalloc") == 0);
    CHECK(strcmp(read_text("[Heap]\nAllocator=abcdefghijklmno\n").allocator, "abcdefghijklmno") == 0);
}

static void budgets_are_collected_by_name(void) {
    mp_config config =
        read_text("[Budgets]\nEnabled=1\nPreset=Ultra\nOverrideGameIni=1\nuTextureMemory=67108864\n"
                  "uRefCount=1400\nutexturememory=1\nuTooBig=9999999999\nuBad=x\n");
    CHECK(config.budgets_override_game_ini);
    CHECK(strcmp(config.preset, "Ultra") == 0);
    CHECK(config.budget_count == 3);
    CHECK(strcmp(config.budgets[0].name, "uTextureMemory") == 0);
    CHECK(config.budgets[0].value == 64u << 20); /* the first line of a name counts */
    CHECK(config.budgets[1].value == 1400);
    CHECK(config.budgets[2].value == UINT32_MAX);
}

static void the_first_of_a_name_counts(void) {
    unsigned before = quiet_log_lines[MP_LOG_WARNING];
    mp_config config = read_text("[Heap]\nPoolMB=512\nAllocator=pool\npoolmb=1024\n"
                                 "[Log]\nLevel=loud\nLevel=debug\n"
                                 "[HEAP]\nPoolMB=2048\nScrapHeap=1\n"
                                 "[Budgets]\nuRefCount=x\nuRefCount=1400\n");
    CHECK(config.pool_bytes == 512u << 20);
    CHECK(!config.scrap_heap);
    CHECK(config.log_level == MP_LOG_INFO); /* the first one counts even where it is not understood */
    CHECK(config.budget_count == 0);
    CHECK(quiet_log_lines[MP_LOG_WARNING] == before + 6);
}

/* The manager is asked the same (PluginIniTest). */
static void values_say_what_they_say_to_the_manager(void) {
    char line[256], text[512];
    unsigned looked_at = 0;
    FILE *file = fopen(INI_VALUES, "rb");
    CHECK(file != NULL);
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        char *tab = strchr(line, '\t');
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || tab == NULL)
            continue;
        *tab = '\0';
        snprintf(text, sizeof text, "[Budgets]\r\nPreset=%s\r\n", line);
        mp_config config = read_text(text);
        if (strcmp(config.preset, tab + 1) != 0)
            printf("%s is read as %s\n", line, config.preset);
        CHECK(strcmp(config.preset, tab + 1) == 0);
        looked_at++;
    }
    CHECK(looked_at == 20);
    if (file != NULL)
        fclose(file);
}

static void quotes_go_from_every_kind_of_value(void) {
    unsigned before = quiet_log_lines[MP_LOG_WARNING];
    mp_config config = read_text("[Heap]\nAllocator=\"pool\"\nPoolMB='512'\nScrapHeap=\"1\"\n[Log]\nLevel='debug'\n"
                                 "[Budgets]\nuRefCount=\"0x10\" ; quoted\n");
    CHECK(strcmp(config.allocator, "pool") == 0);
    CHECK(config.pool_bytes == 512u << 20 && config.scrap_heap && config.log_level == MP_LOG_DEBUG);
    CHECK(config.budget_count == 1 && config.budgets[0].value == 16);
    CHECK(quiet_log_lines[MP_LOG_WARNING] == before);
    CHECK(strcmp(read_text("[Heap]\nAllocator=\"\"\n").allocator, "rpmalloc") == 0);
    CHECK(quiet_log_lines[MP_LOG_WARNING] == before + 1);
}

static void a_key_may_stand_in_each_section(void) {
    mp_config config = read_text("[General]\nEnabled=1\n[Heap]\nEnabled=0\n[Budgets]\nEnabled=0\n");
    CHECK(config.enabled && !config.heap_enabled && !config.budgets_enabled);
}

static void more_names_than_can_be_told_apart_are_left_out(void) {
    char text[8192] = "[Debug]\n";
    for (int i = 0; i < 200; i++)
        sprintf(text + strlen(text), "Key%d=1\n", i);
    strcat(text, "LeakTracking=1\n[Heap]\nScrapHeap=1\n");
    mp_config config = read_text(text);
    CHECK(!config.leak_tracking);
    CHECK(config.scrap_heap);
}

static void too_many_budgets_are_left_out(void) {
    char text[8192] = "[Budgets]\n";
    for (int i = 0; i < MP_CONFIG_MAX_BUDGETS + 5; i++)
        sprintf(text + strlen(text), "uSetting%d=%d\n", i, i);
    mp_config config = read_text(text);
    CHECK(config.budget_count == MP_CONFIG_MAX_BUDGETS);
    CHECK(config.budgets[MP_CONFIG_MAX_BUDGETS - 1].value == MP_CONFIG_MAX_BUDGETS - 1);
}

int main(void) {
    a_missing_file_gives_defaults();
    values_are_read_in_their_units();
    booleans_have_several_spellings();
    comments_blanks_and_case_do_not_matter();
    what_is_out_of_range_is_clamped_and_said();
    what_is_not_understood_leaves_the_default();
    an_overlong_text_is_refused();
    budgets_are_collected_by_name();
    the_first_of_a_name_counts();
    values_say_what_they_say_to_the_manager();
    quotes_go_from_every_kind_of_value();
    a_key_may_stand_in_each_section();
    more_names_than_can_be_told_apart_are_left_out();
    too_many_budgets_are_left_out();
    return check_result();
}
