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

# One step a line: behind && a failing step inside would be overlooked.
wanted=${1:-all}
case "$wanted" in
linux-portable | deb | all) build_image ;;
fomod) ;;
*)
    say "usage: installer/build.sh [linux-portable|deb|fomod|all]"
    exit 2
    ;;
esac
case "$wanted" in linux-portable | all) build_portable ;; esac
case "$wanted" in deb | all) build_deb ;; esac
case "$wanted" in fomod | all) build_fomod ;; esac
write_sums
(cd "$dist" && ls -l -- "$name"*) | awk '{ printf "%10d bytes  target/dist/%s\n", $5, $9 }'
