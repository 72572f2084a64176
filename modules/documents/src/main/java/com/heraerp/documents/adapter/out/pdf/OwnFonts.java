package com.heraerp.documents.adapter.out.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The fonts that documents are printed with, in place of those that the machine happens to have: PDFBox would search its disks
 * for them before the first document and leave a list of them in somebody's home.
 */
final class OwnFonts implements FontMapper {

    private static final String FACES = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans";

    private final TrueTypeFont regular;

    OwnFonts() {
        try {
            regular = new TTFParser().parse(new RandomAccessReadBuffer(regular()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static InputStream regular() {
        return face(".ttf");
    }

    static InputStream bold() {
        return face("-Bold.ttf");
    }

    private static InputStream face(String name) {
        return Objects.requireNonNull(OwnFonts.class.getResourceAsStream(FACES + name), name);
    }

    // "false" everywhere: what is called a fallback, PDFBox warns of at each document, and these fonts print no letter.

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(@Nullable String name, @Nullable PDFontDescriptor descriptor) {
        return new FontMapping<>(regular, false);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(@Nullable String name, @Nullable PDFontDescriptor descriptor) {
        return new FontMapping<>(regular, false);
    }

    @Override
    public CIDFontMapping getCIDFont(
            @Nullable String name, @Nullable PDFontDescriptor descriptor, @Nullable PDCIDSystemInfo system) {
        return new CIDFontMapping(null, regular, false);
    }
}
