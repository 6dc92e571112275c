# Sourced: the manager as a Debian package. No maintainer scripts: dpkg alone puts it in place and takes it out.

build_deb() {
    local stage=$work/deb home=opt/memorypoolnvse size
    rm -rf "$stage"
    mkdir -p "$stage/DEBIAN" "$stage/opt" "$stage/usr/bin" "$stage/usr/share/doc/memorypoolnvse"
    cp -a "$image" "$stage/$home"
    ln -s "/$home/bin/$name" "$stage/usr/bin/memorypool"
    install -D -m 644 "$root/installer/linux/memorypoolnvse.desktop" \
        "$stage/usr/share/applications/memorypoolnvse.desktop"
    local hicolor=$stage/usr/share/icons/hicolor
    install -D -m 644 "$root/installer/icon.svg" "$hicolor/scalable/apps/memorypoolnvse.svg"
    for size in 16 32 48 128 256; do
        install -D -m 644 "$icons/icon-$size.png" "$hicolor/${size}x$size/apps/memorypoolnvse.png"
    done
    { cat "$root/LICENSE" && printf '\nThe libraries and their licences: /%s/licenses/THIRD-PARTY.md\n' "$home"; } \
        >"$stage/usr/share/doc/memorypoolnvse/copyright"
    gzip -9nc "$root/CHANGELOG.md" >"$stage/usr/share/doc/memorypoolnvse/changelog.gz"
    cat >"$stage/DEBIAN/control" <<EOF
Package: memorypoolnvse
Version: $version
Architecture: amd64
Maintainer: MemoryPoolNVSE contributors <memorypoolnvse@users.noreply.github.com>
Installed-Size: $(du -sk --exclude=DEBIAN "$stage" | cut -f1)
Depends: libc6 (>= 2.31), libgtk-3-0 | libgtk-3-0t64, libgl1, libxtst6
Recommends: xdg-utils, libnotify-bin
Section: contrib/utils
Priority: optional
Description: memory plugin for Fallout: New Vegas and its manager
 The manager finds the game, installs the NVSE plugin with an exact undo, sets
 its budget preset and charts what the running game does with its memory.
EOF
    find "$stage" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group -Zxz --build "$stage" "$dist/${name}_${version}_amd64.deb" >"$work/dpkg-deb.log"
    rm -rf "$stage"
}
