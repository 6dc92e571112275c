# Sourced by the package scripts, with $root set: the built manager together with a Java runtime of its own, in
# target/package/image/MemoryPoolNVSE. The same steps on Linux and on Windows (under MSYS2's or Git's bash).

. "$root/tools/setup.sh"

name=MemoryPoolNVSE
work=$root/target/package
dist=$root/target/dist
image=$work/image/$name
version=$(sed -n '/<artifactId>memorypoolnvse</{n;s:.*<version>\(.*\)</version>.*:\1:p;}' "$root/pom.xml")
icons=$root/src/main/resources/io/github/memorypoolnvse/ui
# What no class file names: number and date formats of the player's language, and what JNA asks for by reflection.
extra_modules=jdk.localedata,jdk.unsupported

case "$OSTYPE" in
msys* | cygwin*) system=windows app=$image/app runtime=$image/runtime ;;
*) system=linux app=$image/lib/app runtime=$image/lib/runtime ;;
esac
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}

# Every library the manager runs with, a path a line. OpenJFX's jars without a system in their name are empty.
libraries() {
    local separators=':'
    [ $system = linux ] || separators=';\\'
    { tr "$separators" '\n/' <"$root/target/classpath.txt" && echo; } | grep -v '/javafx-[a-z]*-[0-9.]*\.jar$' | grep .
}

# The modules of the JDK that the manager and its libraries use.
needed_modules() {
    local javafx others separator=:
    [ $system = linux ] || separator=';'
    javafx=$(libraries | grep '/javafx-' | paste -sd"$separator")
    others=$(libraries | grep -v '/javafx-' | paste -sd"$separator")
    "$JAVA25/bin/jdeps" --multi-release 25 --ignore-missing-deps --recursive --print-module-deps \
        --module-path "$javafx" --add-modules javafx.controls,javafx.fxml,javafx.swing \
        --class-path "$others" "$root/target/memorypoolnvse-$version.jar" |
        tail -n 1 | tr -d '\r' | tr ',' '\n' | grep -v '^javafx' | paste -sd,
}

# Our licence, the list of the libraries and every licence text they carry. Stops on a library the list lacks.
collect_licences() {
    local target=$1 list=$root/installer/licenses/THIRD-PARTY.md library file
    mkdir -p "$target"
    cp "$root/LICENSE" "$list" "$root"/installer/licenses/*.txt "$target/"
    cp "$root/src/main/resources/io/github/memorypoolnvse/plugin/notices.txt" "$target/plugin-and-allocators.txt"
    libraries | while read -r library; do
        file=$(basename "$library" .jar)
        file=${file%-linux} file=${file%-win}
        grep -qF "| ${file%-*} | ${file##*-} |" "$list" || {
            say "installer/licenses/THIRD-PARTY.md does not list $file."
            exit 1
        }
        mkdir -p "$target/$file"
        unzip -qqo "$library" 'META-INF/*LICENSE*' 'META-INF/*NOTICE*' 'META-INF/AL2.0' 'META-INF/LGPL2.1' \
            -d "$target/$file" 2>/dev/null || true
        find "$target/$file" -type f -exec mv -t "$target/$file" {} + 2>/dev/null || true
        find "$target/$file" -depth -type d -empty -delete
    done
}

build_image() {
    local launchers=() icon=$icons/icon-256.png library
    say "Building the application image of MemoryPoolNVSE $version…"
    rm -rf "$work/runtime" "$work/input" "$work/image"
    mkdir -p "$work/input" "$work/image"
    "$JAVA25/bin/jlink" --add-modules "$(needed_modules),$extra_modules" --output "$work/runtime" \
        --compress zip-6 --no-header-files --no-man-pages --generate-cds-archive --vm server >"$work/jlink.log"
    # Class data for heaps above 32 GB, which the manager never has.
    find "$work/runtime" -name classes_nocoops.jsa -delete

    cp "$root/target/memorypoolnvse-$version.jar" "$work/input/"
    libraries | grep -v '/javafx-' | while read -r library; do cp "$library" "$work/input/"; done
    if [ $system = windows ]; then
        icon=$work/$name.ico
        "$JAVA25/bin/java" "$root/installer/windows/IconFile.java" "$icon" "$icons"/icon-*.png
        printf 'win-console=true\n' >"$work/console.properties"
        launchers=(--add-launcher "memorypool=$work/console.properties")
    fi
    # JavaFX stands on the module path, where it wants to be; everything else on the class path.
    "$JAVA25/bin/jpackage" --type app-image --name $name --app-version "$version" --vendor "$name contributors" \
        --description "Memory plugin for Fallout: New Vegas and its manager" --icon "$icon" \
        --input "$work/input" --main-jar "memorypoolnvse-$version.jar" --main-class io.github.memorypoolnvse.Main \
        --runtime-image "$work/runtime" --dest "$work/image" "${launchers[@]}" \
        --java-options '--module-path=$APPDIR/javafx' \
        --java-options '--add-modules=javafx.controls,javafx.fxml,javafx.swing' \
        --java-options '--enable-native-access=ALL-UNNAMED,javafx.graphics' \
        --java-options '-XX:+UseSerialGC' \
        --java-options '-XX:TieredStopAtLevel=1'
    mkdir -p "$app/javafx"
    libraries | grep '/javafx-' | while read -r library; do cp "$library" "$app/javafx/"; done
    collect_licences "$image/licenses"
    cp "$root/LICENSE" "$root/CHANGELOG.md" "$image/"
    chmod -R u+w,go-w,a+rX "$image"
}

# Names and sums of everything in target/dist.
write_sums() {
    (cd "$dist" && sha256sum -- "$name"* >sha256sums.txt)
}
