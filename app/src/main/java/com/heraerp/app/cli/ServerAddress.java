package com.heraerp.app.cli;

import java.net.URI;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A server's address, without a path of its own. */
public final class ServerAddress implements ITypeConverter<URI> {

    @Override
    public URI convert(String text) {
        try {
            URI address = URI.create(text);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https")) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is not an address like https://hera.example");
    }
}
