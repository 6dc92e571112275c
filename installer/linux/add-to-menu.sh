#!/bin/sh
# Adds this folder's MemoryPoolNVSE to the desktop's menu; "add-to-menu.sh remove" takes it out again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
entry=${XDG_DATA_HOME:-$HOME/.local/share}/applications/memorypoolnvse.desktop
if [ "${1:-}" = remove ]; then
    rm -f "$entry"
    exit 0
fi
mkdir -p "$(dirname "$entry")"
awk -v here="$here" '
    /^Exec=/ { print "Exec=\"" here "/bin/MemoryPoolNVSE\""; next }
    /^Icon=/ { print "Icon=" here "/share/memorypoolnvse.svg"; next }
    { print }' "$here/share/memorypoolnvse.desktop" >"$entry"
echo "MemoryPoolNVSE is in the menu."
