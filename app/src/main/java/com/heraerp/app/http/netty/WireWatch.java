package com.heraerp.app.http.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Sees the bytes themselves, before decoding and after encoding: notes when a head begins and how much was sent, and
 * finds header lines folded over two lines, which the decoder would join silently.
 */
final class WireWatch extends ChannelDuplexHandler {

    private final ConnectionState state;
    private final Gate gate;

    /** Bytes of the line read so far within a head; 0 at the start of a line. */
    private int lineLength;

    /** Lines of the head read so far; 0 before its first. */
    private int headLines;

    WireWatch(ConnectionState state, Gate gate) {
        this.state = state;
        this.gate = gate;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes) || state.upgraded) {
            context.fireChannelRead(message);
            return;
        }
        if (state.draining) {
            bytes.release();
            return;
        }
        if (!state.awaitingHead) {
            context.fireChannelRead(bytes);
            return;
        }
        readHead(context, bytes);
    }

    private void readHead(ChannelHandlerContext context, ByteBuf bytes) {
        if (state.headStartedNanos == 0) {
            state.headStartedNanos = System.nanoTime();
        }
        if (foldsALine(bytes)) {
            bytes.release();
            gate.refuseNext(Gate.malformed("A header line is continued on the next line"));
            return;
        }
        context.fireChannelRead(bytes);
    }

    /** Follows the lines of a head up to its end; what comes after it in the same read is not looked at. */
    private boolean foldsALine(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (lineLength == 0 && headLines > 0 && isBlank(bytes.getByte(at))) {
                return true;
            }
            int lineEnd = bytes.indexOf(at, end, (byte) '\n');
            if (lineEnd < 0) {
                lineLength += end - at;
                return false;
            }
            int length = lineLength + lineEnd - at;
            lineLength = 0;
            if (length <= 1 && headLines > 0) {
                headLines = 0;
                return false;
            }
            headLines += length <= 1 ? 0 : 1;
            at = lineEnd + 1;
        }
        return false;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            state.bytesOut += bytes.readableBytes();
        }
        context.write(message, promise);
    }
}
