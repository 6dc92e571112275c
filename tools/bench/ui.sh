# ./bench ui: what the window costs on a display of its own with software rendering, JConsole beside it, the
# cold start, and what a sample allocates on its way to the graphs. Pictures of what was measured lie beside
# target/bench/ui.json. On a busy machine the measured programs go first, where that is allowed.
install_packages xvfb
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=''
if chrt -r 10 true 2>/dev/null; then
    prefix='chrt -r 10'
fi
manager_jvm
jvm+=(-Dprism.order=sw)
printf '%s\n' "${jvm[@]}" >"$work/jvm"
printf '%s\n' "$JAVA25/bin/java" "${jvm[@]}" "-Dmemorypool.home=$work/manager" -cp "$(manager_class_path)" \
    io.github.memorypoolnvse.Main >"$work/command"
"$JAVA25/bin/java" "${jvm[@]}" "-Dbench.output=$root/target/bench/ui.json" "-Dbench.work=$work" \
    "-Dbench.manager=$work/command" "-Dbench.jvm=$work/jvm" "-Dbench.prefix=$prefix" \
    -cp "$(manager_class_path):$root/target/test-classes" io.github.memorypoolnvse.bench.UiBench
"$root/tools/bench-table.sh" "$root/target/bench/ui.json" "The window: percent of one core, pulses a second, seconds, MB"
