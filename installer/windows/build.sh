#!/usr/bin/env bash
# On Windows, after mvn package: the application image and its installer, into target/dist. Needs a JDK 25 in
# JAVA_HOME, unzip, and makensis on the PATH.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/installer/app-image.sh"
. "$root/installer/windows/setup.sh"
[ $system = windows ] || {
    say "A Windows application image can only be made on Windows; installer/windows/check.sh tries the installer here."
    exit 2
}
require_jdk
mkdir -p "$dist" "$work"
build_image
build_setup "$image" "$version" "$dist/$name-$version-windows-x64-setup.exe"
write_sums
cat "$dist/sha256sums.txt"
