#!/usr/bin/env bash
# Compiles the Windows installer around a stand-in for the application image and tries it under Wine: silent install,
# update and uninstall leave nothing behind and keep what is not theirs.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/installer/app-image.sh"
. "$root/installer/windows/setup.sh"
require_jdk
install_packages nsis gcc-mingw-w64-i686 "${WINE_PACKAGES[@]}"
. "$root/tools/wine-env.sh"

stage=$work/windows-check
user=$(wine cmd /c 'echo %LOCALAPPDATA%' 2>/dev/null | tr -d '\r')
local_data=$(winepath -u "$user" 2>/dev/null)
programs=$(winepath -u 'C:\Check of MemoryPoolNVSE' 2>/dev/null)
installed=$programs/Manager
data=$local_data/$name
uninstall_key="HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\$name"

fail() {
    say "FAILED: $*"
    exit 1
}
inventory() { (cd "$1" && find . -type f ! -name Uninstall.exe -exec sha256sum {} + | LC_ALL=C sort -k2); }
in_wine() { timeout 60 wine "$@" >/dev/null 2>&1; }
registered() { in_wine reg query "$uninstall_key"; }
shortcuts() { find "$WINEPREFIX/drive_c" -name "$name.lnk"; }
# NSIS wants the folder without quotes, spaces and all; Wine quotes every argument that has a space inside.
install_with() { in_wine "$1" /S '/D=C:\Check' of "MemoryPoolNVSE\\${2:-Manager}"; }
# The uninstaller goes on in a copy of itself, so its end shows in the registry.
uninstall() {
    local waited=0
    in_wine "$installed/Uninstall.exe" /S "$@"
    while [ -e "$installed/Uninstall.exe" ] || registered; do
        [ $((waited += 1)) -le 30 ] || fail "the uninstaller does not end"
        sleep 1
    done
    sleep 1
}
stand_in() {
    mkdir -p "$1/app/javafx" "$1/runtime/lib/a folder" "$1/licenses"
    # A program that runs for as many milliseconds as it is told.
    printf '#include <windows.h>\n#include <stdlib.h>\nint main(int n, char **a)\n{ Sleep(n > 1 ? atoi(a[1]) : 0); return 0; }\n' |
        i686-w64-mingw32-gcc -s -x c -o "$1/$name.exe" -
    printf '%s' "$2" >>"$1/$name.exe"
    printf 'console %s' "$2" >"$1/memorypool.exe"
    printf 'jar %s' "$2" >"$1/app/memorypoolnvse-$2.jar"
    printf 'dll' >"$1/app/javafx/glass.dll"
    printf 'dollar' >"$1/runtime/lib/a folder/Name\$Part.bin"
    cp "$root/LICENSE" "$1/"
}

rm -rf "$stage" "$programs" "$data"
stand_in "$stage/1.0.0" 1.0.0
stand_in "$stage/1.0.1" 1.0.1
build_setup "$stage/1.0.0" 1.0.0 "$stage/setup-1.0.0.exe"
build_setup "$stage/1.0.1" 1.0.1 "$stage/setup-1.0.1.exe"
say "compiled: $(stat -c %s "$stage/setup-1.0.0.exe") bytes around the stand-in"

mkdir -p "$data/sessions" "$data/journals"
echo session >"$data/sessions/one.session"
echo journal >"$data/journals/one.json"
echo '{}' >"$data/window.json"
before=$(inventory "$data")

install_with "$stage/setup-1.0.0.exe" || fail "silent install"
[ "$(inventory "$installed")" = "$(inventory "$stage/1.0.0")" ] || fail "installed files differ from the image"
registered || fail "no uninstall entry"
[ -n "$(shortcuts)" ] || fail "no menu entry"
say "installed: every file, the menu entry and the uninstall entry"

install_with "$stage/setup-1.0.1.exe" Elsewhere || fail "silent update to another folder"
[ ! -e "$installed" ] || fail "the old version is still there: $(find "$installed")"
[ "$(inventory "$programs/Elsewhere")" = "$(inventory "$stage/1.0.1")" ] || fail "the moved files differ from the image"
install_with "$stage/setup-1.0.0.exe" || fail "silent move back"
install_with "$stage/setup-1.0.1.exe" || fail "silent update"
[ "$(ls "$programs")" = Manager ] || fail "the update left a folder: $(ls "$programs")"
[ "$(inventory "$installed")" = "$(inventory "$stage/1.0.1")" ] || fail "the update left files of the old version"
say "updated: nothing of the old version is left"

timeout 60 wine "$installed/$name.exe" 12000 >/dev/null 2>&1 &
running=$!
sleep 3
! install_with "$stage/setup-1.0.0.exe" || fail "it replaces a running program"
[ "$(inventory "$installed")" = "$(inventory "$stage/1.0.1")" ] || fail "the refused update changed something"
kill -0 $running 2>/dev/null || fail "the program ended too early to show anything"
wait $running
say "refused: a running program"

mkdir "$programs/Game"
echo game >"$programs/Game/FalloutNV.exe"
echo other >"$programs/Game/Uninstall.exe"
! install_with "$stage/setup-1.0.0.exe" Game || fail "it installs into a game folder"
[ "$(ls "$programs/Game" | paste -sd' ')" = 'FalloutNV.exe Uninstall.exe' ] || fail "it wrote into a game folder"
[ "$(inventory "$installed")" = "$(inventory "$stage/1.0.1")" ] || fail "the refused install touched the other one"
rm -r "$programs/Game"
say "refused: a game folder"

echo mine >"$installed/app/mine.txt"
uninstall
[ "$(find "$programs" -type f)" = "$installed/app/mine.txt" ] || fail "uninstall left or took too much: $(find "$programs")"
[ -z "$(shortcuts)" ] || fail "the menu entry is still there"
[ "$(inventory "$data")" = "$before" ] || fail "sessions changed"
say "uninstalled: a foreign file and the sessions are kept, everything else is gone"

rm -r "$programs"
install_with "$stage/setup-1.0.1.exe" || fail "second install"
uninstall /SESSIONS
[ ! -e "$installed" ] || fail "left behind: $(find "$installed")"
[ "$(cd "$data" && find . -type f)" = ./journals/one.json ] || fail "with /SESSIONS only the journals should stay: $(find "$data")"
say "uninstalled with /SESSIONS: the journals are kept, everything else is gone"

rm -rf "$data" "$programs"
wineserver -k >/dev/null 2>&1 || true
say "The Windows installer does what it says."
