#!/usr/bin/env bash
# Builds the packages players get into target/dist, from a built manager: build.sh [linux-portable|deb|fomod|all]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/installer/app-image.sh"
. "$root/installer/linux/portable.sh"
. "$root/installer/linux/deb.sh"
. "$root/installer/fomod/fomod.sh"

require_jdk
install_packages unzip dpkg-dev
build_manager
mkdir -p "$dist" "$work"

case "${1:-all}" in
linux-portable) build_image && build_portable ;;
deb) build_image && build_deb ;;
fomod) build_fomod ;;
all) build_image && build_portable && build_deb && build_fomod ;;
*)
    say "usage: installer/build.sh [linux-portable|deb|fomod|all]"
    exit 2
    ;;
esac
write_sums
(cd "$dist" && ls -l -- "$name"*) | awk '{ printf "%10d bytes  target/dist/%s\n", $5, $9 }'
