package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plugin's metrics in a person's language. Those that come in families, such as what is counted for every door
 * and for every heap, are put together from two texts.
 */
public final class MetricWords {

    private static final Pattern SIZE = Pattern.compile("size\\.(\\d\\d)");

    private MetricWords() {
    }

    /** The name of a metric; a word of last resort, mostly the block's English label, for one that is not known here. */
    public static String name(String id, Texts texts, String otherwise) {
        return known(id, texts).orElse(otherwise);
    }

    /** The name of a metric that is known here. */
    static Optional<String> known(String id, Texts texts) {
        Matcher size = SIZE.matcher(id);
        if (size.matches()) {
            int power = Integer.parseInt(size.group(1));
            String from = power == 0 ? "0" : bytes(power, texts);
            return Optional.of(texts.of("ui.metricName.size", from, bytes(power + 1, texts)));
        }
        String own = texts.orElse("ui.metricName.of." + id, "");
        int dot = id.lastIndexOf('.');
        if (!own.isEmpty() || dot < 0) {
            return Optional.of(own).filter(words -> !words.isEmpty());
        }
        String family = texts.orElse("ui.metricName.family." + id.substring(0, dot), "");
        String member = texts.orElse("ui.metricName.member." + id.substring(dot + 1), "");
        return family.isEmpty() || member.isEmpty() ? Optional.empty()
                : Optional.of(texts.of("ui.metricName.joined", family, member));
    }

    /** The name of what a family of metrics counts; the block's own word for one that is not known here. */
    static String family(String family, Texts texts) {
        return texts.orElse("ui.metricName.family." + family, family);
    }

    private static String bytes(int power, Texts texts) {
        return Unit.BYTES.tick(1L << power, texts.locale());
    }
}
