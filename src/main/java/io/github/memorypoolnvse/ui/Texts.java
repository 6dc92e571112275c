package io.github.memorypoolnvse.ui;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The words a person reads, by key, in one language. */
public final class Texts {

    /** The bundle every package's texts are in. */
    public static final String BUNDLE = "io.github.memorypoolnvse.messages";

    private final ResourceBundle bundle;
    private final Locale locale;

    /** The texts for a language; English when there is no translation. */
    public Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** How numbers and times are written. */
    public Locale locale() {
        return locale;
    }

    /**
     * The text of a key, with its arguments in place.
     *
     * @throws MissingResourceException when the key is unknown
     */
    public String of(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return new MessageFormat(pattern, locale).format(arguments);
    }

    /** The text of a key, or another text when the key is unknown. */
    public String orElse(String key, String otherwise) {
        return bundle.containsKey(key) ? of(key) : otherwise;
    }
}
