package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every metric the plugin's table has is called by a name in every language, and no two by the same. */
class MetricWordsTest {

    private static final Path TABLE = Path.of("src/main/native/stats/metrics.c");
    private static final Pattern MEMBER_ID = Pattern.compile("\\{\\s*\"([a-z0-9_.]+)\",\\s*\"(?:bytes|count|ns)\"");
    private static final Pattern FAMILY_ID = Pattern.compile("\\{\\s*\"([a-z0-9_.]+)\",\\s*\"[A-Z]");

    private static List<String> idsOf(String code, String table, Pattern id) {
        int begin = code.indexOf(" " + table + "[");
        assertThat(begin).as(table).isPositive();
        String lines = code.substring(begin, code.indexOf("};", begin));
        List<String> ids = id.matcher(lines).results().map(match -> match.group(1)).toList();
        assertThat(ids).as(table).isNotEmpty();
        return ids;
    }

    /** The ids of the plugin's metrics, put together as it does. */
    private static List<String> metrics() throws IOException {
        String code = Files.readString(TABLE);
        List<String> metrics = new ArrayList<>(idsOf(code, "singles", MEMBER_ID));
        List<String> paths = new ArrayList<>(idsOf(code, "paths", FAMILY_ID));
        paths.add("total");
        join(paths, idsOf(code, "path_metrics", MEMBER_ID), metrics);
        join(idsOf(code, "heaps", FAMILY_ID), idsOf(code, "heap_metrics", MEMBER_ID), metrics);
        join(idsOf(code, "page_patterns", FAMILY_ID), idsOf(code, "page_metrics", MEMBER_ID), metrics);
        for (int size = 0; size < 32; size++) {
            metrics.add("size.%02d".formatted(size));
        }
        return metrics;
    }

    private static void join(List<String> families, List<String> members, List<String> into) {
        families.forEach(family -> members.forEach(member -> into.add(family + "." + member)));
    }

    @Test
    void theTableIsRead() throws IOException {
        assertThat(metrics()).contains("total.peak_bytes", "scrap.live_bytes", "total.fallbacks", "large.largest_free",
                "pages.pool_arena.saved", "pages.covered", "events.lost", "size.31").doesNotHaveDuplicates()
                .hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyMetricHasANameOfItsOwn(String language) throws IOException {
        Texts texts = new Texts(Locale.of(language));
        assertThat(metrics()).allSatisfy(id -> assertThat(MetricWords.known(id, texts)).as(id).isPresent());
        assertThat(metrics().stream().map(id -> MetricWords.name(id, texts, id)).toList()).doesNotHaveDuplicates()
                .noneMatch(name -> name.contains("{"));
    }

    @Test
    void noNameIsForAMetricThatDoesNotExist() throws IOException {
        List<String> metrics = metrics();
        ResourceBundle.getBundle(Texts.BUNDLE, Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith("ui.metricName.") && key.chars().filter(c -> c == '.').count() > 2)
                .forEach(key -> {
                    String name = key.substring(key.indexOf('.', "ui.metricName.".length()) + 1);
                    assertThat(metrics).as(key).anyMatch(key.startsWith("ui.metricName.of.") ? name::equals
                            : key.startsWith("ui.metricName.family.") ? id -> id.startsWith(name + ".")
                            : id -> id.endsWith("." + name));
                });
    }

    @Test
    void namesAreMadeOfFamilyAndMember() {
        Texts texts = new Texts(Locale.ENGLISH);
        assertThat(MetricWords.name("crt.frees", texts, "")).isEqualTo("C runtime: frees");
        assertThat(MetricWords.name("size.05", texts, "")).isEqualTo("Requests from 32\u00a0B to below 64\u00a0B");
        assertThat(MetricWords.name("heap.corruption", new Texts(Locale.GERMAN), "")).isEqualTo("Beschädigte oder falsch benutzte Blöcke");
    }

    @Test
    void aMetricFromANewerPluginKeepsTheNameItBrings() {
        Texts texts = new Texts(Locale.ENGLISH);
        assertThat(MetricWords.name("crt.colour", texts, "C runtime: colour")).isEqualTo("C runtime: colour");
        assertThat(MetricWords.name("colour", texts, "Colour")).isEqualTo("Colour");
    }
}
