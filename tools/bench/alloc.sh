# ./bench alloc: malloc/free pairs in one 32-bit process under Wine, through the plugin's hooked path, the
# C runtime's heap and raw rpmalloc.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/target/native/practice/game" "$work/game"
plugins=$work/game/Data/NVSE/Plugins
mkdir -p "$plugins/MemoryPoolNVSE"
payload=$root/target/classes/io/github/memorypoolnvse/plugin/payload
cp "$payload/MemoryPoolNVSE.dll" "$plugins/"
cp "$payload/rpmalloc.dll" "$payload/jemalloc.dll" "$plugins/MemoryPoolNVSE/"
cp "$root/target/native/practice/bench/AllocBench.dll" "$plugins/"
cp "$payload/rpmalloc.dll" "$work/game/rpmalloc-raw.dll"
cd "$work/game"
# Ahead of everything else on the machine, where that is allowed: then ratios repeat to a hundredth.
first=
chrt -r 20 true 2>/dev/null && first="chrt -r 20"
MEMORYPOOL_BENCH_OUT=alloc.json MEMORYPOOL_BENCH_RPMALLOC=rpmalloc-raw.dll timeout 300 \
    $first wine FalloutNV.exe --frames 2 --threads 1 --scale 0.05 >/dev/null 2>&1 || true
if [ ! -s alloc.json ] || grep -q '"error"' alloc.json; then
    cat alloc.json 2>/dev/null || true
    say "The benchmark did not run; the plugin's log follows."
    cat "$plugins/MemoryPoolNVSE.log" >&2 || true
    exit 1
fi
cp alloc.json "$root/target/bench/alloc.json"
"$root/tools/bench-table.sh" "$root/target/bench/alloc.json" "Allocation: ns for a malloc/free pair, and ratios of times"
