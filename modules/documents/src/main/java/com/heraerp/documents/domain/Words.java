package com.heraerp.documents.domain;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** The words of a document, in the language of its locale, or in English where that language is missing. */
public final class Words {

    private static final Set<String> FROM_RIGHT = Set.of("ar");
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;
    private final Locale locale;

    private Words(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    public static Words in(Locale wanted) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                Words.class.getPackageName() + ".words", wanted, Words.class.getClassLoader(), NO_OTHER_LANGUAGE);
        String found = bundle.getLocale().getLanguage();
        boolean missing = found.isEmpty() && !wanted.getLanguage().equals(Locale.ENGLISH.getLanguage());
        return new Words(bundle, missing ? Locale.of(Locale.ENGLISH.getLanguage(), wanted.getCountry()) : wanted);
    }

    /** Of the words themselves; a missing language is English as its country writes it. */
    public Locale locale() {
        return locale;
    }

    /** Whether they are written from right to left. */
    public boolean areFromRight() {
        return FROM_RIGHT.contains(locale.getLanguage());
    }

    public String of(String key) {
        return bundle.getString(key);
    }

    /** A sentence with its blanks filled in. */
    public String of(String key, Object... fillings) {
        return new MessageFormat(bundle.getString(key), locale).format(fillings);
    }

    /** What a document is called. */
    public String title(Paper paper) {
        boolean byType = paper.kind() == Kind.STATEMENT || paper.type().equals("GL_OPENING");
        return byType ? named("type.", paper.type()) : of("kind." + paper.kind());
    }

    /** What a type of transaction is called in a sentence. */
    public String type(String type) {
        return named("type.", type);
    }

    /** What a party of this entity type is called. */
    public String party(String type) {
        return named("party.", type);
    }

    /** The word for a code, or the code itself made readable: {@code GIFT_CARD} as "Gift card". */
    private String named(String prefix, String code) {
        return bundle.containsKey(prefix + code) ? bundle.getString(prefix + code) : readable(code);
    }

    /** A code made readable. */
    public static String readable(String code) {
        String spaced = code.replace('_', ' ').strip().toLowerCase(Locale.ROOT);
        return spaced.isEmpty() ? code : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
