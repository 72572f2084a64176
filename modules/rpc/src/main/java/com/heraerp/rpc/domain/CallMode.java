package com.heraerp.rpc.domain;

/**
 * What a caller wants of a function's answer.
 *
 * @param exactlyOne whether a set must be one row, answered without its array
 * @param limit at most so many rows of a set; {@link Integer#MAX_VALUE} for all
 * @param offset rows of a set to leave out first
 * @param keyed whether the caller sent an idempotency key
 */
public record CallMode(boolean exactlyOne, int limit, int offset, boolean keyed) {

    /** Everything the function answers. */
    public static final CallMode ALL = new CallMode(false, Integer.MAX_VALUE, 0, false);

    /** Whether only a part of a set is wanted. */
    public boolean isWindow() {
        return limit != Integer.MAX_VALUE || offset != 0;
    }

    /** The same for the whole set, where limit and offset are the function's own arguments. */
    public CallMode withoutWindow() {
        return new CallMode(exactlyOne, Integer.MAX_VALUE, 0, keyed);
    }
}
