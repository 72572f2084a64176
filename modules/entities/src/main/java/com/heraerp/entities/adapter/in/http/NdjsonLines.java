package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.ImportLine;
import com.heraerp.entities.application.ImportLine.Readable;
import com.heraerp.entities.application.ImportLine.Unreadable;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The lines of a file with one JSON object a line; empty lines are passed over. */
final class NdjsonLines implements Iterator<ImportLine> {

    /** The longest line held in memory, in bytes. */
    static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private int number;
    private boolean tooLong;
    private @Nullable ImportLine next;

    NdjsonLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
        next = read();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public ImportLine next() {
        ImportLine current = next;
        if (current == null) {
            throw new NoSuchElementException("the file has ended");
        }
        next = read();
        return current;
    }

    private @Nullable ImportLine read() {
        try {
            while (readLine()) {
                number++;
                byte[] bytes = line.toByteArray();
                if (tooLong) {
                    return new Unreadable(number, Refused.because(
                            Refusal.PAYLOAD_TOO_LARGE, "The line is longer than " + LONGEST + " bytes"));
                }
                if (!new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
                    return object(bytes);
                }
            }
            return null;
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    /** What a body is called that ends before its time. */
    static Refused brokenOff(Exception broken) {
        return Refused.because(Refusal.INVALID_REQUEST, "The body ended before its time").causedBy(broken);
    }

    private ImportLine object(byte[] bytes) {
        try {
            return new Readable(number, JsonReader.readObject(bytes));
        } catch (Refused malformed) {
            return new Unreadable(number, malformed);
        }
    }

    /** Whether there was a line; what is beyond its bound is read and dropped. */
    private boolean readLine() throws IOException {
        line.reset();
        tooLong = false;
        int read = in.read();
        if (read < 0) {
            return false;
        }
        while (read >= 0 && read != '\n') {
            if (line.size() < LONGEST) {
                line.write(read);
            } else {
                tooLong = true;
            }
            read = in.read();
        }
        return true;
    }
}
