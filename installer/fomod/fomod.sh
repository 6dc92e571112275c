# Sourced: the plugin alone, as an archive for Mod Organizer 2 and Vortex. The manager's own code writes it, so its
# settings are those an install writes.

build_fomod() {
    "$JAVA25/bin/java" --enable-native-access=ALL-UNNAMED -Duser.language=en "-Dmemorypool.home=$work/home" \
        -cp "$(manager_class_path)" io.github.memorypoolnvse.Main \
        archive --guided "$dist/$name-$version-fomod.zip"
}
