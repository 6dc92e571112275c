#!/usr/bin/env bash
# Builds the Linux packages and tries each as a player has it: unpacked elsewhere, with no Java but its own.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/installer/app-image.sh"
require_jdk
install_packages unzip libxml2-utils desktop-file-utils "${WINDOW_PACKAGES[@]}"
"$root/installer/build.sh" all

place=$(mktemp -d)
trap 'chmod -R u+w "$place"; rm -rf "$place"' EXIT

fail() {
    say "FAILED: $*"
    exit 1
}
# An environment with a home of its own, nothing to find, and no java on the PATH.
alone() { env -i "HOME=$place/home" PATH=/nowhere "$@"; }

# A launcher finds its own runtime, carries the plugin, finds no game where there is none, opens its window and says
# how fast it starts.
try_program() {
    local launcher=$1 label=$2 started ended window
    mkdir -p "$place/home"
    alone "$launcher" --help | grep -q '^Usage: memorypool' || fail "$label: --help"
    started=$(date +%s%N)
    alone "$launcher" --version >/dev/null
    ended=$(date +%s%N)
    [ "$(alone "$launcher" detect --json | tr -d ' \n\r')" = '{"installs":[],"problems":[]}' ] || fail "$label: detect"
    [[ $(alone "$launcher" practice 2>&1 || true) == *'not part of this package'* ]] || fail "$label: practice"
    alone "$launcher" archive --guided "$place/$label.zip" >/dev/null || fail "$label: it carries no plugin"
    cmp -s "$place/$label.zip" "$dist/$name-$version-fomod.zip" || fail "$label: its plugin is not the packed one"
    # A window that is still open after twenty seconds has started; what is ended by timeout says 124.
    window=0
    env JAVA_TOOL_OPTIONS='-Dglass.platform=Headless -Dprism.order=sw' HOME="$place/home" PATH=/nowhere \
        /usr/bin/timeout 20 "$launcher" >"$place/$label.log" 2>&1 || window=$?
    [ $window = 124 ] || fail "$label: the window ended with $window: $(cat "$place/$label.log")"
    ! grep -qE 'Exception|Unsupported JavaFX|WARNING' "$place/$label.log" || fail "$label: $(cat "$place/$label.log")"
    say "$label: $(du -sm "$(dirname "$(dirname "$(realpath "$launcher")")")" | cut -f1) MB unpacked," \
        "--version in $(((ended - started) / 1000000)) ms, the window opens"
}

(cd "$dist" && sha256sum --quiet --check sha256sums.txt) || fail "sha256sums.txt"
"$root/installer/fomod/check.sh" "$dist/$name-$version-fomod.zip"

tar -C "$place" -xzf "$dist/$name-$version-linux-x64.tar.gz"
portable=$place/$name-$version
try_program "$portable/bin/$name" portable
[ ! -e "$portable/data" ] || fail "the ordinary launcher wrote beside itself"
"$portable/lib/runtime/bin/java" -XX:+UseSerialGC -Xshare:on -version 2>"$place/sharing" || fail "no class-data archive"
/usr/bin/timeout 20 env -i HOME="$place/home" PATH=/nowhere \
    JAVA_TOOL_OPTIONS='-Dglass.platform=Headless -Dprism.order=sw' "$portable/bin/$name-portable" >/dev/null 2>&1 || true
[ -d "$portable/data" ] || fail "the portable launcher keeps nothing beside itself"
HOME=$place/home XDG_DATA_HOME= "$portable/add-to-menu.sh" >/dev/null
entry=$place/home/.local/share/applications/memorypoolnvse.desktop
desktop-file-validate "$entry" || fail "the menu entry"
[ -x "$(sed -n 's/^Exec="\(.*\)"$/\1/p' "$entry")" ] || fail "the menu entry starts nothing"
[ -f "$(sed -n 's/^Icon=//p' "$entry")" ] || fail "the menu entry has no icon"
HOME=$place/home XDG_DATA_HOME= "$portable/add-to-menu.sh" remove
[ ! -e "$entry" ] || fail "the menu entry stays"

# dpkg puts it below a folder of its own, so this machine's packages are not touched.
target=$place/system
mkdir -p "$target/var/lib/dpkg/info" "$target/var/lib/dpkg/updates"
: >"$target/var/lib/dpkg/status"
dpkg_there() {
    PATH=/usr/sbin:/sbin:$PATH dpkg --force-not-root --force-depends --force-bad-path "--root=$target" \
        "--log=$place/dpkg.log" "$@" >"$place/dpkg.out" 2>&1 || fail "dpkg $1: $(cat "$place/dpkg.out")"
}
dpkg_there --install "$dist/${name}_${version}_amd64.deb"
desktop-file-validate "$target/usr/share/applications/memorypoolnvse.desktop" || fail "the package's menu entry"
[ "$(readlink "$target/usr/bin/memorypool")" = /opt/memorypoolnvse/bin/$name ] || fail "the package's command"
try_program "$target/opt/memorypoolnvse/bin/$name" deb
dpkg_there --purge memorypoolnvse
[ -z "$(find "$target" -path "$target/var" -prune -o -type f -print)" ] || fail "purge leaves files behind"
say "deb: installs and purges without a rest"
say "Every package does what it says."
