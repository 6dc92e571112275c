#!/usr/bin/env bash
# Runs the native tests: the host builds under sanitizers, and the 32-bit ones under Wine.
# usage: tools/test-natives.sh TARGET_NATIVE
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
out=$1
. "$root/tools/wine-env.sh"

host=$root/src/test/native/host
if [ -f "$host/CMakeLists.txt" ]; then
    for sanitizer in address thread; do
        cmake -S "$host" -B "$out/host-$sanitizer" -G Ninja -DSANITIZER=$sanitizer --log-level=WARNING
        cmake --build "$out/host-$sanitizer"
        ctest --test-dir "$out/host-$sanitizer" --output-on-failure --no-tests=error
    done
fi
if [ -f "$out/practice/CTestTestfile.cmake" ]; then
    ctest --test-dir "$out/practice" --output-on-failure --no-tests=error
fi
