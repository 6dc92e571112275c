#!/usr/bin/env bash
# Builds the practice game and the other 32-bit test programs, and the 64-bit Windows one.
# usage: tools/build-test-natives.sh TARGET_NATIVE
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
out=$1
toolchains=$root/src/main/native/cmake

configure_and_build() { # source build toolchain
    [ -f "$1/CMakeLists.txt" ] || return 0
    cmake -S "$1" -B "$2" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$3" --log-level=WARNING >"$2.log" 2>&1 &&
        cmake --build "$2" >>"$2.log" 2>&1 || {
        cat "$2.log"
        exit 1
    }
}

mkdir -p "$out"
configure_and_build "$root/src/test/native" "$out/practice" "$toolchains/mingw-i686.cmake"
configure_and_build "$root/src/test/native/winreader" "$out/winreader" "$toolchains/mingw-x86_64.cmake"
