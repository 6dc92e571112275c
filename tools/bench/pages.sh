# ./bench pages: system calls a second made for the page calls of the seventeen functions, in the steady
# state of the practice workload at full speed, without the cover and with it. Each side runs twice with the
# same seed, for the warm-up alone and for the warm-up and the measured frames: what lies between is steady,
# and takes its share of the longer run's time.
# Vanilla is what the practice game counted itself; the plugin's side is what its cover made, and its count of
# page calls must be the practice game's own.
warm_frames=20000
all_frames=40000

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
payload=$root/target/classes/io/github/memorypoolnvse/plugin/payload

run_pages() { # name, PageCalls, frames
    local game=$work/$1 plugins=$work/$1/Data/NVSE/Plugins
    cp -r "$root/target/native/practice/game" "$game"
    mkdir -p "$plugins/MemoryPoolNVSE"
    cp "$payload/MemoryPoolNVSE.dll" "$plugins/"
    cp "$payload/rpmalloc.dll" "$payload/jemalloc.dll" "$plugins/MemoryPoolNVSE/"
    printf '[Hooks]\r\nPageCalls=%s\r\n' "$2" >"$plugins/MemoryPoolNVSE.ini"
    (cd "$game" && timeout 300 wine FalloutNV.exe --frames "$3" --threads 1 --scale 0.05 --speed 0) \
        >/dev/null 2>&1 || true
    [ -s "$game/practice-truth.json" ] || {
        cat "$plugins/MemoryPoolNVSE.log" >&2 || true
        say "The practice game did not finish; above is the plugin's log."
        exit 1
    }
}

truth_of() { # name -> page calls, seconds, corrupt blocks
    awk '/"pageCalls"/ { inside = 1 }
         inside { line = $0; while (match(line, /": [0-9]+/)) {
                      calls += substr(line, RSTART + 3, RLENGTH - 3); line = substr(line, RSTART + RLENGTH) } }
         inside && /}}/ { inside = 0 }
         match($0, /"seconds": [0-9.]+/) { seconds = substr($0, RSTART + 11, RLENGTH - 11) }
         match($0, /"blocksCorrupt": [0-9]+/) { corrupt = substr($0, RSTART + 17, RLENGTH - 17) }
         END { print calls + 0, seconds, corrupt }' "$work/$1/practice-truth.json"
}

cover_of() { # name -> page calls, system calls, covered functions
    sed -n 's/.* \([0-9]*\) functions covered: \([0-9]*\) page calls, [0-9]* saved, \([0-9]*\) system calls.*/\2 \3 \1/p' \
        "$work/$1/Data/NVSE/Plugins/MemoryPoolNVSE.log" | tail -n 1
}

run_pages vanilla-warm 0 $warm_frames
run_pages plugin-warm 1 $warm_frames
run_pages vanilla-all 0 $all_frames
run_pages plugin-all 1 $all_frames

echo "$(truth_of vanilla-warm) $(truth_of vanilla-all) $(truth_of plugin-warm) $(truth_of plugin-all)" \
    "$(cover_of plugin-warm) $(cover_of plugin-all)" | awk -v out="$root/target/bench/pages.json" \
    -v share=$(((all_frames - warm_frames) * 1000 / all_frames))e-3 '
    NF != 18 || $3 + $6 + $9 + $12 != 0 || $13 != $7 || $16 != $10 || $18 != 17 {
        print "The counts do not agree: " $0 > "/dev/stderr"; exit 1
    }
    {
        vanilla = $5 * share; plugin = $11 * share; calls = $10 - $7; system_calls = $17 - $14
        printf "{\n  \"syscalls_per_s_vanilla\": %.2f,\n  \"syscalls_per_s_plugin\": %.2f,\n", \
            ($4 - $1) / vanilla, system_calls / plugin > out
        printf "  \"page_calls_per_s_plugin\": %.2f,\n  \"page_calls\": %d,\n  \"system_calls\": %d,\n", \
            calls / plugin, calls, system_calls > out
        printf "  \"covered_functions\": %d,\n  \"seconds_vanilla\": %.2f,\n  \"seconds_plugin\": %.2f\n}\n", \
            $18, vanilla, plugin > out
    }'
"$root/tools/bench-table.sh" "$root/target/bench/pages.json" "Page calls in steady state: system calls a second"
