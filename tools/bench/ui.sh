# ./bench ui: what the window costs, with software rendering: the Live page with eight graphs and an hour of
# history, hidden, while dragging; its heap; its start with the class-data archive; and JConsole beside it,
# with as many plots, on a virtual screen.
install_packages xvfb xauth
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
manager_jvm
jvm+=(-Dglass.platform=Headless -Dprism.order=sw)
classes=$(manager_class_path):$root/target/test-classes

say "Measuring the Live page (about a minute)…"
"$JAVA25/bin/java" "${jvm[@]}" -cp "$classes" \
    io.github.memorypoolnvse.ui.UiBench live "$work/live.json" >"$work/live.log" 2>&1 || {
    cat "$work/live.log" >&2
    say "The window could not be measured."
    exit 1
}

start_once() {
    "$JAVA25/bin/java" "${jvm[@]}" -cp "$classes" io.github.memorypoolnvse.ui.UiBench start "$(date +%s%3N)" \
        2>/dev/null
}
start_once >/dev/null
cold=$(for _ in 1 2 3; do start_once; done | sort -n | sed -n 2p)

# Two JVMs with four plots each, sampled once a second, the fastest JConsole offers.
cat >"$work/Idle.java" <<'JAVA'
public class Idle {
    public static void main(String[] arguments) throws Exception {
        for (;;) {
            Thread.sleep(1000);
        }
    }
}
JAVA
"$JAVA25/bin/javac" -d "$work" "$work/Idle.java"
"$JAVA25/bin/java" -cp "$work" Idle &
one=$!
"$JAVA25/bin/java" -cp "$work" Idle &
two=$!
jconsole_percent=$(xvfb-run -a -s "-screen 0 1280x800x24" bash -c '
    ticks_of() { cut -d" " -f14,15 "/proc/$1/stat" | { read -r user system; echo $((user + system)); }; }
    "$1/bin/jconsole" -interval=1 "$2" "$3" >/dev/null 2>&1 &
    console=$!
    sleep 15
    before=$(ticks_of $console)
    sleep 15
    after=$(ticks_of $console)
    kill $console
    awk -v t="$((after - before))" -v hz="$(getconf CLK_TCK)" "BEGIN { printf \"%.2f\", 100 * t / hz / 15 }"
' bash "$JAVA25" "$one" "$two")
kill "$one" "$two"

sed "s/}\$/, \"jconsole_cpu_percent\": $jconsole_percent, \"cold_start_s\": $cold}/" "$work/live.json" \
    >"$root/target/bench/ui.json"
"$root/tools/bench-table.sh" "$root/target/bench/ui.json" "The window: percent of one core, pulses a second, seconds, MB"
