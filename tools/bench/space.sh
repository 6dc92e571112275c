# ./bench space: what an allocator costs in address space after ten cell transitions, each contender in a
# process of its own, the C runtime and the plugin with three seeds; and what a pair of calls costs, from the
# allocation benchmark, since an allocator could buy one with the other.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=$root/target/native/practice/bench/space.exe
libraries=$root/target/classes/io/github/memorypoolnvse/plugin/payload
threshold=16 # KB
results=$root/target/bench/space.json

last_of() { # series in FILE -> its last value
    sed -n "s/.*\"$1\":\[[^]]*[[,]\([0-9.]*\)\].*/\1/p" "$2"
}

churn() { # contender seed
    timeout 120 wine "$program" "$1" "$libraries" $threshold "$2" >"$work/$1-$2" 2>"$work/errors" || {
        cat "$work/$1-$2" "$work/errors" >&2
        say "The churn through $1 with seed $2 did not finish."
        exit 1
    }
    echo "$1 $2 $(last_of committed_mb "$work/$1-$2") $(last_of reserved_mb "$work/$1-$2")" \
        "$(last_of hole_mb "$work/$1-$2") $(last_of hole_host_mb "$work/$1-$2")" >>"$work/table"
}

for seed in 1 2 3; do
    churn crt $seed
    churn plugin $seed
done
for contender in rpmalloc jemalloc plugin-jemalloc; do
    churn $contender 1
done

printf '\n%s\n' "Address space after ten cell transitions, 260 MB live: MB"
awk 'BEGIN { printf "  %-18s %4s %10s %10s %13s %13s\n", "", "seed", "committed", "reserved", "largest hole",
             "with the host" }
     { printf "  %-18s %4d %10.1f %10.1f %13.1f %13.1f\n", $1, $2, $3, $4, $5, $6 }' "$work/table"

# Its own shell: the benchmark ends its work there, and its table is printed once more on the way.
(. "$root/tools/bench/alloc.sh") || exit 1
ratio_of() {
    sed -n "s/.*\"$1\": \([0-9.]*\).*/\1/p" "$root/target/bench/alloc.json"
}

awk -v out="$results" -v one="$(ratio_of plugin_over_rpmalloc_1t)" -v two="$(ratio_of plugin_over_rpmalloc_2t)" '
    function middle(values, count,    i, j, swap) {
        for (i = 1; i < count; i++)
            for (j = i + 1; j <= count; j++)
                if (values[j] < values[i]) { swap = values[i]; values[i] = values[j]; values[j] = swap }
        return values[int((count + 1) / 2)]
    }
    {
        if ($3 <= 0 || $5 <= 0 || $6 <= 0) { print "No figures in: " $0 > "/dev/stderr"; failed = 1; exit 1 }
        if (!($1 in runs)) order[++names] = $1
        runs[$1]++
        committed[$1, $2] = $3; reserved[$1, $2] = $4; hole[$1, $2] = $5; host[$1, $2] = $6
    }
    END {
        if (failed) exit 1
        for (n = 1; n <= names; n++) {
            name = order[n]; key = name; gsub(/-/, "_", key)
            for (s = 1; s <= runs[name]; s++) {
                a[s] = committed[name, s]; b[s] = reserved[name, s]; c[s] = hole[name, s]; d[s] = host[name, s]
            }
            line = line sprintf("  \"%s_committed_mb\": %.1f,\n  \"%s_reserved_mb\": %.1f,\n", \
                                key, middle(a, runs[name]), key, middle(b, runs[name]))
            line = line sprintf("  \"%s_hole_mb\": %.1f,\n  \"%s_hole_host_mb\": %.1f,\n", \
                                key, middle(c, runs[name]), key, middle(d, runs[name]))
        }
        for (s = 1; s <= runs["crt"]; s++) {
            a[s] = committed["plugin", s] / committed["crt", s]; b[s] = hole["plugin", s] / hole["crt", s]
            c[s] = host["plugin", s] / host["crt", s]
        }
        printf "{\n%s  \"committed_over_crt\": %.3f,\n  \"hole_over_crt\": %.3f,\n", line, \
            middle(a, runs["crt"]), middle(b, runs["crt"]) > out
        printf "  \"hole_host_over_crt\": %.3f,\n", middle(c, runs["crt"]) > out
        printf "  \"plugin_over_rpmalloc_1t\": %.3f,\n  \"plugin_over_rpmalloc_2t\": %.3f\n}\n", one, two > out
    }' "$work/table"
"$root/tools/bench-table.sh" "$results" "Address space: MB, medians of the seeds, and ratios"
