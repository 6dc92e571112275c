# Sourced by run, test and bench, with $root set: finds a JDK 25 or newer (JAVA25) and installs the system
# packages that are missing, once, with a plain message. Fast when nothing is missing.

say() { printf '%s\n' "$*" >&2; }

find_jdk() {
    local candidate
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
        [ -x "$candidate/bin/javac" ] || continue
        if grep -qE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$candidate/release" 2>/dev/null; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

require_jdk() {
    JAVA25=$(find_jdk) || {
        say "MemoryPoolNVSE needs a JDK 25 or newer; install one (for example Temurin 25 from adoptium.net) or point JAVA_HOME at it."
        exit 1
    }
}

# Installs Debian packages that are not there yet: install_packages PACKAGE...
install_packages() {
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || {
        say "These are needed and could not be installed by this script: ${missing[*]}"
        exit 1
    }
    say "Installing what is missing (once): ${missing[*]}"
    local sudo='' log=$root/target/setup.log
    [ "$(id -u)" = 0 ] || sudo=sudo
    mkdir -p "$root/target"
    $sudo dpkg --add-architecture i386
    # One stale index must not stop us; the install below says whether something is really missing.
    $sudo apt-get update >"$log" 2>&1 || true
    local apt=($sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends)
    "${apt[@]}" "${missing[@]}" >>"$log" 2>&1 && return 0
    # The i386 security index can lag behind the amd64 one; then both must come from the release itself.
    printf 'Package: *\nPin: release l=Debian-Security\nPin-Priority: 50\n' >"$root/target/apt-preferences"
    "${apt[@]}" -o "Dir::Etc::preferences=$root/target/apt-preferences" "${missing[@]}" >>"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        say "The packages could not be installed; the whole output is in target/setup.log."
        exit 1
    }
}

BUILD_PACKAGES=(maven cmake ninja-build gcc g++ gcc-mingw-w64-i686 gcc-mingw-w64-x86-64)
WINE_PACKAGES=(wine wine32:i386 wine64)
WINDOW_PACKAGES=(libgtk-3-0 libgl1 libxtst6 fonts-dejavu-core)

# The class path of the built manager, building first when a source is newer than the last build.
build_manager() {
    local stamp=$root/target/manager.stamp
    if [ -f "$stamp" ] && [ -f "$root/target/classpath.txt" ] &&
        [ -z "$(find "$root/src" "$root/pom.xml" "$root/tools" -newer "$stamp" -print -quit)" ]; then
        return 0
    fi
    install_packages "${BUILD_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}"
    say "Building MemoryPoolNVSE (target/build.log)…"
    mkdir -p "$root/target"
    local started=$root/target/manager.started
    touch "$started"
    (cd "$root" && mvn -B -DskipTests package) >"$root/target/build.log" 2>&1 || {
        tail -n 40 "$root/target/build.log" >&2
        exit 1
    }
    archive_manager
    mv "$started" "$stamp"
}

manager_class_path() {
    printf '%s:%s' "$(manager_jar)" "$(tr ':' '\n' <"$root/target/classpath.txt" | grep -v '/javafx-' | paste -sd:)"
}

manager_jar() {
    ls -t "$root"/target/memorypoolnvse-*.jar | head -n 1
}

# Fills jvm with the options the manager runs with. JavaFX stands on the module path, where it wants to be;
# everything else on the class path. The class-data archive is used if it fits this build, and never mentioned. The
# optimising compiler stays out: what runs ten times a second keeps it busy for long beside the game, for less than
# it costs (docs/decisions/0017-one-compiler.md).
manager_jvm() {
    local javafx archive=$root/target/manager.aot
    javafx=$(tr ':' '\n' <"$root/target/classpath.txt" | grep '/javafx-' | paste -sd:)
    jvm=(--module-path "$javafx" --add-modules javafx.controls,javafx.fxml,javafx.swing
        --enable-native-access=ALL-UNNAMED,javafx.graphics -XX:+UseSerialGC -XX:TieredStopAtLevel=1
        '-Xlog:aot*=off,cds*=off')
    if [ "$archive" -nt "$(manager_jar)" ]; then
        jvm+=("-XX:AOTCache=$archive")
    fi
}

# Opens the window once where nobody sees it and keeps what the JVM loaded and linked for it: later starts take
# half the time. Whatever goes wrong here costs only that.
archive_manager() {
    local archive=$root/target/manager.aot home pid jvm
    rm -f "$archive"
    manager_jvm
    home=$(mktemp -d)
    "$JAVA25/bin/java" "${jvm[@]}" "-XX:AOTCacheOutput=$archive" -Dglass.platform=Headless -Dprism.order=sw \
        "-Dmemorypool.home=$home" "-Duser.home=$home" -cp "$(manager_class_path)" io.github.memorypoolnvse.Main \
        >"$root/target/archive.log" 2>&1 &
    pid=$!
    await_rest "$pid"
    kill "$pid" 2>/dev/null || true
    wait "$pid" || true
    rm -rf "$home"
}

# Returns when a process has done its work: more than a second of it, and next to nothing in the last one.
await_rest() {
    local before=0 now=0 patience=30
    while [ $patience -gt 0 ] && now=$(awk '{ print $14 + $15 }' "/proc/$1/stat" 2>/dev/null); do
        [ "$now" -gt 100 ] && [ $((now - before)) -lt 10 ] && return 0
        before=$now
        patience=$((patience - 1))
        sleep 1
    done
}
