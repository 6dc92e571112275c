# Sourced: the manager as a folder that runs from anywhere.

build_portable() {
    local folder=$name-$version stage=$work/portable
    rm -rf "$stage"
    mkdir -p "$stage"
    cp -a "$image" "$stage/$folder"
    # The same program under a second name; a launcher reads the settings that carry its own name.
    cp "$stage/$folder/bin/$name" "$stage/$folder/bin/$name-portable"
    sed '$a java-options=-Dmemorypool.home=$ROOTDIR/data' "$stage/$folder/lib/app/$name.cfg" \
        >"$stage/$folder/lib/app/$name-portable.cfg"
    cp "$root/installer/linux/README.txt" "$stage/$folder/"
    install -D -m 644 "$root/installer/linux/memorypoolnvse.desktop" "$stage/$folder/share/memorypoolnvse.desktop"
    install -m 644 "$root/installer/icon.svg" "$stage/$folder/share/memorypoolnvse.svg"
    install -m 755 "$root/installer/linux/add-to-menu.sh" "$stage/$folder/add-to-menu.sh"
    tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner "--mtime=@$SOURCE_DATE_EPOCH" -cf - "$folder" |
        gzip -9n >"$dist/$name-$version-linux-x64.tar.gz"
    rm -rf "$stage"
}
