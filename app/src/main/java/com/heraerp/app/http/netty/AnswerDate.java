package com.heraerp.app.http.netty;

import io.netty.handler.codec.DateFormatter;
import io.netty.util.AsciiString;
import java.util.Date;

/** The {@code Date} of answers (RFC 9110, 6.6.1): the same for a whole second, so it is written once in one. */
final class AnswerDate {

    private static final long SECOND = 1_000;

    private static volatile Written last = at(0);

    private AnswerDate() {}

    private record Written(long second, AsciiString text) {}

    /** The date of an answer that leaves at {@code millis} since the epoch. */
    static AsciiString of(long millis) {
        Written written = last;
        if (written.second != Math.floorDiv(millis, SECOND)) {
            written = at(Math.floorDiv(millis, SECOND));
            last = written;
        }
        return written.text;
    }

    private static Written at(long second) {
        return new Written(second, AsciiString.cached(DateFormatter.format(new Date(second * SECOND))));
    }
}
