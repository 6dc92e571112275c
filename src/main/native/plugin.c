/*
 * MemoryPoolNVSE, told in the order in which it happens: the module is loaded, xNVSE calls Preload (before
 * the game's first allocation), Query and Load (inside a DllMain, before WinMain), and sends its messages.
 */
#include <stdio.h>
#include <windows.h>

#include "commands.h"
#include "config.h"
#include "engine/budgets.h"
#include "engine/takeover.h"
#include "engine/version.h"
#include "heap/heap.h"
#include "heap/leaks.h"
#include "heap/watch.h"
#include "hook/imports.h"
#include "hook/pages.h"
#include "log.h"
#include "machine.h"
#include "nvse/nvse.h"
#include "paths.h"
#include "removal.h"
#include "report.h"
#include "stats/stats.h"

#define REASON_BYTES 200

static HMODULE module;
static mp_paths paths;
static mp_config config;
static bool prepared;
static bool preloaded;

/* --- what every way in begins with ------------------------------------------------------------------- */

static void start_statistics(void) {
    char reason[REASON_BYTES];
    mp_stats_options options = {.sample_period_ms = config.sample_period_ms,
                                .address_period_ms = config.address_period_ms};
    if (!mp_threads_start())
        mp_log(MP_LOG_WARNING, "No thread-local slot below 64 is free; counts of several threads are shared");
    if (!mp_stats_start(&options, reason, sizeof reason))
        mp_log(MP_LOG_ERROR, "No live statistics: %s", reason);
}

/* Threads may be inside the plugin's code whatever becomes of its hooks, so it is never unloaded. */
static void stay_loaded(void) {
    HMODULE pinned;
    const DWORD flags = GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS;
    if (!GetModuleHandleExW(flags, (const wchar_t *)(const void *)stay_loaded, &pinned))
        mp_log(MP_LOG_WARNING, "The plugin could not be kept loaded (error %lu)", (unsigned long)GetLastError());
}

/* Settings, log, statistics. Once; false when not even the plugin's own folder is known. */
static bool prepare(void) {
    if (prepared)
        return true;
    if (!mp_paths_find(module, &paths))
        return false;
    prepared = true;
    stay_loaded();
    bool has_ini = mp_config_read(paths.ini, &config);
    mp_log_open(paths.log, config.log_level);
    mp_log(MP_LOG_INFO, "MemoryPoolNVSE " MEMORYPOOL_VERSION " in %ls", paths.game_folder);
    if (!has_ini)
        mp_log(MP_LOG_WARNING, "There is no MemoryPoolNVSE.ini, defaults are used");
    mp_property("plugin.version", "%s", MEMORYPOOL_VERSION);
    mp_property("budgets.preset", "%s", config.preset);
    /* The watches have to see a free when it happens: a second one at once, and a block as live no longer. */
    if (config.corruption_watch || config.leak_tracking)
        config.quarantine_frames = 0;
    start_statistics();
    return true;
}

static void observe(const char *reason) {
    mp_mode_set(MP_MODE_OBSERVE, reason);
    mp_log(MP_LOG_WARNING, "Observing only, the game's own heap is used: %s", reason);
}

/* The engine's own page calls are covered whoever serves its heap. */
static void cover_page_calls(void) {
    char reason[REASON_BYTES];
    if (!config.page_calls)
        mp_log(MP_LOG_INFO, "Page calls are switched off in MemoryPoolNVSE.ini");
    else if (!mp_pages_install(&config, &mp_page_profile_game, reason, sizeof reason))
        mp_log(MP_LOG_WARNING, "Page calls are not covered: %s", reason);
}

/* Where other modules' allocations go; only while the heap is ours. */
static void take_imports(void) {
    char reason[REASON_BYTES];
    if (!config.import_tables)
        mp_log(MP_LOG_INFO, "Import tables are switched off in MemoryPoolNVSE.ini");
    else if (!mp_imports_install(module, reason, sizeof reason))
        mp_log(MP_LOG_WARNING, "Import tables are left as they are: %s", reason);
}

/* --- Preload ----------------------------------------------------------------------------------------- */

static void take_over(void) {
    char reason[REASON_BYTES];
    mp_allocator_options options = {.library_folder = paths.library_folder,
                                    .game_folder = paths.game_folder,
                                    .pool_bytes = config.pool_bytes,
                                    .pretouch_bytes = config.pretouch_bytes};
    if (!config.heap_enabled) {
        observe("the heap is switched off in MemoryPoolNVSE.ini");
        return;
    }
    if (!mp_takeover_begin(&config, &options, reason, sizeof reason)) {
        observe(reason);
        return;
    }
    mp_mode_set(MP_MODE_ACTIVE, "");
    mp_log(MP_LOG_INFO, "The game's memory is served by %s", mp_heap_allocator_name());
    take_imports();
}

/* Called with no guard around it and its result ignored; called again when a mod manager shows the file
 * under two folders. */
bool NVSEPlugin_Preload(void) {
    char reason[REASON_BYTES];
    if (preloaded || !prepare())
        return true;
    preloaded = true;
    if (!config.enabled) {
        observe("the plugin is switched off in MemoryPoolNVSE.ini");
        return true;
    }
    if (mp_removal_requested()) {
        observe("another plugin asked for nothing to be changed");
        return true;
    }
    if (!mp_version_supported(paths.game_folder, reason, sizeof reason)) {
        observe(reason);
        return true;
    }
    mp_budgets_patch_defaults(&config);
    cover_page_calls();
    take_over();
    return true;
}

/* --- Query and Load ---------------------------------------------------------------------------------- */

static uint32_t packed_version(void) {
    unsigned major = 0, minor = 0, patch = 0;
    sscanf(MEMORYPOOL_VERSION, "%u.%u.%u", &major, &minor, &patch);
    return NVSE_PACK(major, minor, patch, 0);
}

/* Never refuses: hooks of Preload must not be unloaded. What is not supported is observed. */
bool NVSEPlugin_Query(const nvse_interface *nvse, nvse_plugin_info *info) {
    (void)nvse;
    info->info_version = 1;
    info->name = "MemoryPoolNVSE";
    info->version = packed_version();
    return true;
}

static bool host_supported(const nvse_interface *nvse, char *reason) {
    unsigned version = nvse->nvse_version;
    if (version < NVSE_MINIMUM_VERSION) {
        snprintf(reason, REASON_BYTES, "xNVSE %u.%u.%u is too old, 6.1.0 or newer is needed", version >> 24,
                 version >> 16 & 0xFF, version >> 4 & 0xFFF);
        return false;
    }
    if (nvse->is_no_gore != 0) {
        snprintf(reason, REASON_BYTES, "the no-gore edition of the game is not supported");
        return false;
    }
    if (nvse->runtime_version != NVSE_RUNTIME_1_4_525) {
        snprintf(reason, REASON_BYTES, "game version 1.%u.%u.%u is not supported, 1.4.0.525 is needed",
                 (unsigned)nvse->runtime_version >> 24, (unsigned)nvse->runtime_version >> 16 & 0xFF,
                 (unsigned)nvse->runtime_version >> 4 & 0xFFF);
        return false;
    }
    return true;
}

static void step_back(const char *reason) {
    if (mp_heap_serving() && !mp_takeover_step_back()) {
        mp_log(MP_LOG_ERROR, "Not supported (%s), but the game's own heap cannot be brought up any more", reason);
        mp_property("mode.warning", "%s", reason);
        return;
    }
    observe(reason);
}

static void settle_mode(const nvse_interface *nvse) {
    char reason[REASON_BYTES];
    if (mp_removal_requested())
        return;
    if (!host_supported(nvse, reason)) {
        config.budgets_enabled = false;
        mp_budgets_revert();
        mp_pages_remove();
        step_back(reason);
        mp_removal_run();
    } else if (!preloaded) {
        cover_page_calls();
        observe("xNVSE did not call Preload (6.3.6 or newer does), so the heap was in use already");
    }
}

static void on_message(nvse_message *message);

static void listen(const nvse_interface *nvse) {
    nvse_messaging *messaging = nvse->query_interface(NVSE_INTERFACE_MESSAGING);
    if (messaging == NULL || !messaging->register_listener(nvse->plugin_handle(), "NVSE", on_message))
        mp_log(MP_LOG_WARNING, "xNVSE's messages are not to be had: no frame times, budgets are not verified");
}

bool NVSEPlugin_Load(const nvse_interface *nvse) {
    if (nvse->is_editor != 0 || !prepare())
        return true;
    mp_property("nvse.version", "%u.%u.%u", (unsigned)nvse->nvse_version >> 24,
                (unsigned)nvse->nvse_version >> 16 & 0xFF, (unsigned)nvse->nvse_version >> 4 & 0xFFF);
    mp_log(MP_LOG_INFO, "xNVSE %08lX, runtime %08lX", (unsigned long)nvse->nvse_version,
           (unsigned long)nvse->runtime_version);
    if (config.enabled)
        settle_mode(nvse);
    else
        observe("the plugin is switched off in MemoryPoolNVSE.ini");
    mp_machine_report();
    mp_report_features(&config);
    mp_report_sites();
    listen(nvse);
    mp_commands_register(nvse, config.opcode_base);
    return true;
}

/* --- messages ---------------------------------------------------------------------------------------- */

static void close_down(void) {
    static bool closed;
    if (closed)
        return;
    closed = true;
    mp_event(MP_EVENT_EXIT, MP_SEVERITY_INFO, 0, 0, "the game ends");
    mp_watch_check_freed();
    mp_leaks_log();
    mp_report_log();
    mp_removal_run();
    mp_report_sites();
    mp_stats_close();
}

static void on_message(nvse_message *message) {
    switch (message->type) {
    case NVSE_MESSAGE_MAIN_GAME_LOOP:
        mp_frame();
        mp_quarantine_tick();
        mp_pages_frame();
        mp_imports_scan(false);
        break;
    case NVSE_MESSAGE_POST_POST_LOAD: /* the loader lock is held: no other thread can be loading */
        mp_imports_scan(true);
        break;
    case NVSE_MESSAGE_DEFERRED_INIT:
        if (!mp_removal_requested())
            mp_budgets_settle(&config);
        break;
    case NVSE_MESSAGE_PRE_LOAD_GAME:
        mp_event(MP_EVENT_LOAD_BEGIN, MP_SEVERITY_INFO, 0, 0, "loading a game");
        break;
    case NVSE_MESSAGE_POST_LOAD_GAME:
        mp_event(MP_EVENT_LOAD_END, MP_SEVERITY_INFO, 0, 0, "game loaded");
        break;
    case NVSE_MESSAGE_EXIT_GAME:
    case NVSE_MESSAGE_EXIT_GAME_CONSOLE:
        close_down();
        break;
    default:
        break;
    }
}

/* --- the module -------------------------------------------------------------------------------------- */

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
    (void)reserved;
    switch (reason) {
    case DLL_PROCESS_ATTACH:
        module = instance;
        break;
    case DLL_THREAD_DETACH:
        mp_thread_end();
        break;
    case DLL_PROCESS_DETACH:
        mp_stats_end();
        break;
    default:
        break;
    }
    return TRUE;
}
