package io.github.memorypoolnvse.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures the tokens of both themes: what is read must stand out from what it stands on (WCAG 2, 1.4.3, 1.4.11). */
class ContrastTest {

    private static final double TEXT = 4.5;
    private static final double GRAPHIC = 3.0;

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textAndStatesCanBeReadOnEverySurface(String theme) throws IOException {
        Map<String, Color> tokens = tokens(theme);
        for (String surface : List.of("background", "surface", "raised")) {
            for (String token : List.of("text", "muted", "accent", "good", "warn", "bad", "info")) {
                assertThat(Contrast.of(tokens.get(token), tokens.get(surface))).as("%s on %s", token, surface)
                        .isGreaterThanOrEqualTo(TEXT);
            }
        }
        assertThat(Contrast.of(tokens.get("on-accent"), tokens.get("accent"))).isGreaterThanOrEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void linesOfGraphsStandOutFromTheirSurface(String theme) throws IOException {
        Map<String, Color> tokens = tokens(theme);
        for (int series = 1; series <= 8; series++) {
            assertThat(Contrast.of(tokens.get("series-" + series), tokens.get("surface"))).as("series %d", series)
                    .isGreaterThanOrEqualTo(GRAPHIC);
        }
    }

    private static Map<String, Color> tokens(String theme) throws IOException {
        String css;
        try (InputStream stream = Objects.requireNonNull(Theme.class.getResourceAsStream("theme.css"))) {
            css = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        String start = "@media (prefers-color-scheme: " + theme + ") {";
        String block = css.substring(css.indexOf(start) + start.length());
        block = block.substring(0, block.indexOf("}\n}"));
        Map<String, Color> tokens = new HashMap<>();
        Pattern.compile("-mp-([a-z0-9-]+): (#[0-9A-F]{6,8});").matcher(block).results()
                .forEach(match -> tokens.put(match.group(1), Color.web(match.group(2))));
        return tokens;
    }
}
