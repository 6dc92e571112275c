# ./bench soak [MINUTES]: the practice workload at full speed on six threads, everything on, every block checked,
# for half an hour or so many minutes; fails on corruption, a wrong count or growth (e2e/SoakIT).
minutes=${BENCH_MINUTES:-30}
results=$root/target/bench/soak.json
say "Soaking for $minutes minutes..."
rm -f "$results"
(cd "$root" && mvn -q -B -ntp process-test-classes failsafe:integration-test@default failsafe:verify@default \
    -Dit.test=SoakIT -Dmemorypool.soak.seconds=$((minutes * 60)) -Dmemorypool.soak.results="$results")
"$root/tools/bench-table.sh" "$results" "Soak of $minutes minutes"
