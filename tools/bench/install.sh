# ./bench install: detection over eight libraries, then install and verify, in a manager that has just started.
# Three fresh managers; the middle one of each figure counts.
work=$(mktemp -d "$root/target/bench/install.XXXXXX")
trap 'rm -rf "$work"' EXIT
for round in 1 2 3; do
    mkdir "$work/$round"
    "$JAVA25/bin/java" -XX:+UseSerialGC -cp "$root/target/test-classes:$(manager_class_path)" \
        io.github.memorypoolnvse.bench.InstallBench "$work/$round" "$work/$round.json"
done
cat "$work"/[123].json | awk -F'[":,]+' -v out="$root/target/bench/install.json" '
    NF >= 3 { if (!($2 in count)) order[++keys] = $2; values[$2, ++count[$2]] = $3 + 0 }
    END {
        print "{" > out
        for (k = 1; k <= keys; k++) {
            a = values[order[k], 1]; b = values[order[k], 2]; c = values[order[k], 3]
            middle = a < b ? (b < c ? b : (a < c ? c : a)) : (a < c ? a : (b < c ? c : b))
            printf "  \"%s\": %s%s\n", order[k], middle, k < keys ? "," : "" > out
        }
        print "}" > out
    }'
"$root/tools/bench-table.sh" "$root/target/bench/install.json" "Finding and installing: seconds"
