#!/usr/bin/env bash
# Examines a mod-manager archive: check.sh ARCHIVE. Both scripts are well-formed, every file they name is in the
# archive, every file of the archive is named, and what each choice installs is whole.
set -eu
archive=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unzip -qq "$archive" -d "$folder"
cd "$folder"

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}
config=fomod/ModuleConfig.xml
values() { xmllint --xpath "$1" "$config" | sed -n 's/^ *[a-z]*="\(.*\)"$/\1/p'; }

xmllint --noout --nonet fomod/info.xml "$config" || fail "not well-formed"
sources=$(values '//file/@source' | tr '\\' '/' | LC_ALL=C sort)
[ -n "$sources" ] || fail "$config names no file"
in_archive=$(find NVSE presets -type f | LC_ALL=C sort)
[ "$sources" = "$in_archive" ] || fail "named and packed files differ: $(diff <(echo "$sources") <(echo "$in_archive"))"
[ "$(values '//group/@type')" = SelectExactlyOne ] || fail "not exactly one preset can be chosen"

choices=$(values '//plugin/@name')
for choice in $choices; do
    installed=$(values "//requiredInstallFiles/file/@destination | //plugin[@name='$choice']//file/@destination")
    for wanted in MemoryPoolNVSE.dll MemoryPoolNVSE.ini 'MemoryPoolNVSE\rpmalloc.dll' 'MemoryPoolNVSE\jemalloc.dll'; do
        printf '%s\n' "$installed" | grep -qxF "NVSE\\Plugins\\$wanted" || fail "$choice does not install $wanted"
    done
    grep -q "^Preset=$choice" "presets/$choice/NVSE/Plugins/MemoryPoolNVSE.ini" || fail "$choice has another's settings"
done
head -c 2 NVSE/Plugins/MemoryPoolNVSE.dll | grep -q '^MZ' || fail "the plugin is no library"
printf 'mod-manager archive: %s bytes, presets %s\n' "$(stat -c %s "$archive")" "$(echo $choices)"
