/*
 * nvse_1_4.dll: reads, queries and loads the plugins while it is itself being loaded, that is under the
 * loader lock, on the main thread, after the game's static initialisers and before WinMain.
 * (engine facts 1.2-1.4)
 */
#include "game/options.h"
#include "commands.h"
#include "exports.h"
#include "link.h"
#include "loader_log.h"
#include "messages.h"
#include "nvse_abi.h"
#include "plugin_files.h"

#include <string.h>
#include <windows.h>

typedef struct runtime_plugin {
    HMODULE module;
    nvse_plugin_info info;
    nvse_load_function load;
    char path[600];
    practice_plugin record;
} runtime_plugin;

static options runtime_options;
static plugin_files files;
static runtime_plugin plugins[PLUGIN_FILES_MOST];
static unsigned plugin_count;
static uint32_t current_handle;
static char runtime_folder[260];

static uint32_t get_plugin_handle(void) {
    return current_handle;
}
static const char *get_runtime_directory(void) {
    return runtime_folder;
}
static void init_expression_evaluator_utils(void *utils) {
    (void)utils;
}

/* PrintC "text": there is no console, so the line goes to the log. */
static bool print_to_console(const char *line) {
    static const char command[] = "PrintC \"";
    size_t length = strlen(line);
    if (strncmp(line, command, sizeof command - 1) != 0 || length < sizeof command || line[length - 1] != '"')
        return false;
    loader_log("console: %.*s", (int)(length - sizeof command), line + sizeof command - 1);
    return true;
}

static bool run_script_line2(const char *line, void *object, bool suppress) {
    double result;
    (void)object;
    (void)suppress;
    if (print_to_console(line))
        return true;
    return command_run(line, &result);
}

static bool run_script_line(const char *line, void *object) {
    return run_script_line2(line, object, false);
}

static void *query_interface(uint32_t id) {
    static nvse_messaging_interface messaging = {4, message_register_listener, message_dispatch};
    static nvse_console_interface console = {3, run_script_line, run_script_line2};
    switch (id) {
    case NVSE_INTERFACE_CONSOLE:
        return &console;
    case NVSE_INTERFACE_MESSAGING:
        return &messaging;
    default:
        return NULL;
    }
}

static nvse_interface interface_for_plugins = {
    .register_command = command_register,
    .set_opcode_base = command_set_opcode_base,
    .query_interface = query_interface,
    .get_plugin_handle = get_plugin_handle,
    .register_typed_command = command_register_typed,
    .get_runtime_directory = get_runtime_directory,
    .init_expression_evaluator_utils = init_expression_evaluator_utils,
    .register_typed_command_version = command_register_typed_version,
};

static void *function_of(HMODULE module, const char *name) {
    return (void *)(uintptr_t)GetProcAddress(module, name);
}

static void say(const runtime_plugin *plugin, const char *outcome) {
    loader_log("plugin %s (%08lX %s %08lX) %s", plugin->path, (unsigned long)plugin->info.info_version,
               plugin->info.name ? plugin->info.name : "<NULL>", (unsigned long)plugin->info.version,
               outcome);
}

static bool query(runtime_plugin *plugin, nvse_query_function function) {
    plugin->info = (nvse_plugin_info){0};
    current_handle = 0;
    if (!function(&interface_for_plugins, &plugin->info)) {
        say(plugin, "reported as incompatible during query");
        return false;
    }
    if (plugin->info.info_version != 1) {
        say(plugin, "disabled, bad infoVersion");
        return false;
    }
    if (!plugin->info.name) {
        say(plugin, "disabled, no name specified");
        return false;
    }
    return true;
}

static void query_file(const char *name) {
    runtime_plugin *plugin = &plugins[plugin_count];
    strcpy(plugin->path, files.folder);
    strcat(plugin->path, name);
    if (!exports_function(plugin->path, "NVSEPlugin_Query")) {
        loader_log("skipping %s: not taken for a plugin", plugin->path);
        return;
    }
    practice_preloaded_function was_preloaded = (practice_preloaded_function)function_of(
        GetModuleHandleA("nvse_steam_loader.dll"), "PracticePreloaded");
    strcpy(plugin->record.file, name);
    plugin->record.preloaded = was_preloaded && was_preloaded(name);
    plugin->record.queried = plugin->record.loaded = false;
    plugin_count++;
    plugin->module = LoadLibraryExA(plugin->path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!plugin->module) {
        loader_log("couldn't load plugin %s (error %lu)", plugin->path, GetLastError());
        return;
    }
    nvse_query_function query_function = (nvse_query_function)function_of(plugin->module, "NVSEPlugin_Query");
    plugin->load = (nvse_load_function)function_of(plugin->module, "NVSEPlugin_Load");
    if (!query_function || !plugin->load)
        say(plugin, "does not appear to be an NVSE plugin");
    else
        plugin->record.queried = query(plugin, query_function);
    if (!plugin->record.queried)
        FreeLibrary(plugin->module);
}

static void load(unsigned index) {
    runtime_plugin *plugin = &plugins[index];
    if (!plugin->record.queried)
        return;
    current_handle = index + 1;
    message_name(current_handle, plugin->info.name);
    command_open_registration();
    plugin->record.loaded = plugin->load(&interface_for_plugins);
    command_close_registration();
    if (plugin->record.loaded) {
        loader_log("plugin %s (%s; version %lu; infoVersion %lu) loaded correctly", plugin->path,
                   plugin->info.name, (unsigned long)plugin->info.version,
                   (unsigned long)plugin->info.info_version);
    } else {
        say(plugin, "reported as incompatible during load");
        message_forget(current_handle);
        FreeLibrary(plugin->module);
    }
}

static void run_plugin_manager(void) {
    game_folder(runtime_folder, sizeof runtime_folder);
    interface_for_plugins.nvse_version = runtime_options.nvse_version;
    interface_for_plugins.runtime_version = runtime_options.runtime_version;
    plugin_files_list(&files, runtime_folder);
    loader_log("plugin directory = %s", files.folder);
    for (unsigned index = 0; index < files.count; index++)
        query_file(files.names[index]);
    message_send(NVSE_POST_QUERY_PLUGINS, NULL, 0);
    for (unsigned index = 0; index < plugin_count; index++)
        load(index);
    message_send(NVSE_POST_LOAD, NULL, 0);
    message_send(NVSE_POST_POST_LOAD, NULL, 0);
}

__declspec(dllexport) void PracticeDispatch(uint32_t type, void *data, uint32_t length) {
    message_send(type, data, length);
}

__declspec(dllexport) uint32_t PracticeMessageCount(uint32_t type) {
    return message_count(type);
}

__declspec(dllexport) bool PracticeCommand(const char *name, double *result) {
    return command_run(name, result);
}

__declspec(dllexport) bool PracticePlugin(unsigned index, practice_plugin *out) {
    if (index >= plugin_count)
        return false;
    *out = plugins[index].record;
    return true;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved) {
    (void)self;
    (void)reserved;
    if (reason != DLL_PROCESS_ATTACH)
        return TRUE;
    wchar_t problem[OPTIONS_PATH];
    loader_log_open("nvse.log");
    options_read(&runtime_options, problem, OPTIONS_PATH);
    loader_log("NVSE runtime (practice): version = %08lX, runtime = %08lX",
               (unsigned long)runtime_options.nvse_version, (unsigned long)runtime_options.runtime_version);
    run_plugin_manager();
    return TRUE;
}
