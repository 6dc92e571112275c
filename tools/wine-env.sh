# Sourced, with $root set: a Wine of the project's own, below target/, quiet and without its add-on installers.
export WINEPREFIX="${MEMORYPOOL_WINEPREFIX:-$root/target/wine32}" WINEARCH=win32
export WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
mkdir -p "$(dirname "$WINEPREFIX")"
[ -f "$WINEPREFIX/system.reg" ] || wineboot -i >/dev/null 2>&1 || true
# One server for the whole run, gone 20 s after its last program: a program started while a server shuts down fails.
wineserver -p20 </dev/null >/dev/null 2>&1 || true
