# Sourced: the installer around an application image. build_setup IMAGE VERSION OUTPUT.exe

build_setup() {
    local image=$1 setup_version=$2 output=$3 lists=$work/nsis here=$root/installer/windows
    rm -rf "$lists"
    mkdir -p "$lists" "$(dirname "$output")"
    "$here/file-list.sh" "$image" "$lists"
    "$JAVA25/bin/java" "$here/IconFile.java" "$lists/$name.ico" "$icons"/icon-*.png
    (cd "$image" && makensis -V2 -NOCD -INPUTCHARSET UTF8 "-DVERSION=$setup_version" "-DLISTS=$(native "$lists")" \
        "-DICON=$(native "$lists/$name.ico")" "-DOUTPUT=$(native "$output")" "$(native "$here/$name.nsi")")
}

# A path as the system's own programs write it.
native() { if [ $system = windows ]; then cygpath -m "$1"; else printf '%s' "$1"; fi; }
