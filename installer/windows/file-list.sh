#!/usr/bin/env bash
# The files of an application image as NSIS commands: file-list.sh IMAGE OUTPUT writes OUTPUT/install.nsh and
# OUTPUT/uninstall.nsh. The uninstaller thereby removes exactly what the installer put there and nothing else.
set -eu
image=$1 output=$2
mkdir -p "$output"

backslashes() { tr '/' '\\'; }
# In a path on the player's machine a dollar sign starts a variable of NSIS; in the name of a file to pack it does not.
as_target() { backslashes | sed 's/\$/$$/g'; }
files() { (cd "$image" && find . -type f | sed 's:^\./::' | LC_ALL=C sort); }
folders() { (cd "$image" && find . -mindepth 1 -type d | sed 's:^\./::' | LC_ALL=C sort "$@"); }

previous=/
files | while IFS= read -r file; do
    folder=$(dirname "$file")
    if [ "$folder" != "$previous" ]; then
        if [ "$folder" = . ]; then inside=''; else inside="\\$(printf '%s' "$folder" | as_target)"; fi
        printf 'SetOutPath "$INSTDIR%s"\n' "$inside"
        previous=$folder
    fi
    printf 'File "%s"\n' "$(printf '%s' "$file" | backslashes)"
done >"$output/install.nsh"

{
    files | as_target | sed 's/.*/Delete "$INSTDIR\\&"/'
    folders -r | as_target | sed 's/.*/RMDir "$INSTDIR\\&"/'
} >"$output/uninstall.nsh"
