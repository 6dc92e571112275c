package io.github.memorypoolnvse.format;

import java.util.Comparator;

/** The four numbers of a Windows file version, each 0..65535. */
public record FileVersion(int major, int minor, int build, int revision) implements Comparable<FileVersion> {

    private static final Comparator<FileVersion> ORDER = Comparator.comparingInt(FileVersion::major)
            .thenComparingInt(FileVersion::minor)
            .thenComparingInt(FileVersion::build)
            .thenComparingInt(FileVersion::revision);

    /** From the two words of VS_FIXEDFILEINFO. */
    static FileVersion ofWords(int high, int low) {
        return new FileVersion(high >>> 16, high & 0xffff, low >>> 16, low & 0xffff);
    }

    @Override
    public int compareTo(FileVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + build + "." + revision;
    }
}
