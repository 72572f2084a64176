package com.heraerp.app.http.netty;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Call;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one request after the other into the application. What follows on the same connection waits, so that pipelined
 * writes happen in order and the connection is always being read: that is how a vanished client is noticed. Every
 * answer gets its headers here, also those that never reached a controller.
 */
final class Gate extends ChannelDuplexHandler {

    private static final int MAX_WAITING = 256;
    private static final long MAX_UNREAD_BODY = 65_536;
    private static final long LINGER_MILLIS = 2_000;

    private final ConnectionState state;
    private final Cors cors;
    private final MetricsPort metricsPort;
    private final Executor cancellations;
    private final FrameWatch frames = new FrameWatch();
    private final Deque<HttpObject> waiting = new ArrayDeque<>(0);
    private @Nullable ChannelHandlerContext context;
    private boolean lastAnswer;

    /** @param cancellations runs what cancels statements, which blocks */
    Gate(ConnectionState state, Cors cors, MetricsPort metricsPort, Executor cancellations) {
        this.state = state;
        this.cors = cors;
        this.metricsPort = metricsPort;
        this.cancellations = cancellations;
    }

    static Refused malformed(String message) {
        return Refused.because(Refusal.INVALID_REQUEST, message);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    // ---- requests

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof WebSocketFrame frame && frames.isTooLong(frame)) {
            ReferenceCountUtil.release(message);
            ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        if (state.upgraded || !(message instanceof HttpObject part)) {
            ctx.fireChannelRead(message);
            return;
        }
        note(part);
        if (state.draining || lastAnswer && part instanceof HttpRequest) {
            ReferenceCountUtil.release(part);
        } else if (!waiting.isEmpty() || part instanceof HttpRequest && state.exchange != null) {
            waiting.add(part);
        } else {
            admit(ctx, part);
        }
    }

    /** Keeps track of where in the stream of requests the next byte stands. */
    private void note(HttpObject part) {
        if (part instanceof HttpRequest) {
            state.awaitingHead = false;
            state.headStartedNanos = 0;
        }
        if (part instanceof HttpContent content) {
            state.bodyBytes += content.content().readableBytes();
            if (part instanceof LastHttpContent) {
                state.awaitingHead = true;
            }
        }
    }

    private void admit(ChannelHandlerContext ctx, HttpObject part) {
        Exchange current = state.exchange;
        if (part instanceof HttpRequest request) {
            begin(ctx, request);
        } else if (current != null && current.preflight() != null) {
            answerPreflight(ctx, part, current.preflight());
        } else if (part.decoderResult().isFailure()) {
            // The decoder ends a body it cannot read with an empty last part: taken at its word, a cut body looks whole.
            lastAnswer = true;
            ReferenceCountUtil.release(part);
            ctx.fireExceptionCaught(malformed("The body is not well-formed"));
        } else {
            ctx.fireChannelRead(part);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        Call call = callOf(request);
        call.room(ctx.channel()::isWritable);
        String caller = cors.callerOf(request);
        Refused misplaced = metricsPort.problem(call, ctx.channel());
        Refused problem = misplaced == null ? RequestRules.problem(request) : misplaced;
        FullHttpResponse preflight = problem == null && Cors.isPreflight(request)
                ? cors.preflightAnswer(request, caller, call)
                : null;
        state.exchange = new Exchange(
                call, request.method(), declaredLength(request), state.bodyBytes, caller, preflight);
        ctx.channel().attr(Exchange.CALL).set(call);
        if (problem == null && preflight == null) {
            ctx.fireChannelRead(request);
            return;
        }
        ReferenceCountUtil.release(request);
        if (problem != null) {
            refuse(problem);
        }
    }

    /** Nothing of a preflight reaches the application: at its end it is answered here, and the next request asked for. */
    private void answerPreflight(ChannelHandlerContext ctx, HttpObject part, FullHttpResponse answer) {
        lastAnswer |= part.decoderResult().isFailure();
        boolean ends = part instanceof LastHttpContent;
        ReferenceCountUtil.release(part);
        if (ends) {
            write(ctx, answer, ctx.newPromise());
            ctx.flush();
            read(ctx);
        }
    }

    /** Bytes of body to come; negative when the chunks themselves will tell. */
    private static long declaredLength(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return 0;
        }
        return HttpUtil.isTransferEncodingChunked(request) ? -1 : HttpUtil.getContentLength(request, 0L);
    }

    private static Call callOf(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return new Call(
                RequestIds.of(request.headers().get("X-Request-Id")),
                request.method().name(),
                query < 0 ? uri : uri.substring(0, query),
                request.headers().get("Idempotency-Key"),
                System.nanoTime());
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (waiting.size() < MAX_WAITING) {
            state.readPending = true;
            ctx.read();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        state.readPending = false;
        ctx.fireChannelReadComplete();
        if (state.draining) {
            ctx.read();
        }
    }

    // ---- answers

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && !state.upgraded) {
            head(response);
        }
        boolean ends = message instanceof LastHttpContent && !isInterim(message) && !state.upgraded;
        Exchange ended = ends ? state.exchange : null;
        if (ended == null) {
            ctx.write(message, promise);
            return;
        }
        boolean close = lastAnswer || state.bodyOpen() && waiting.isEmpty() && !isNearlyRead(ended);
        if (close && message instanceof HttpResponse whole) {
            // A client that is not told would send its next request into the end of this connection.
            whole.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ChannelPromise written = close ? promise.unvoid() : promise;
        ctx.write(message, written);
        finish();
        if (close) {
            drain(ctx, written);
        } else if (!waiting.isEmpty()) {
            ctx.executor().execute(this::next);
        }
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && !HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status());
    }

    private void head(HttpResponse response) {
        Exchange exchange = state.exchange;
        if (isInterim(response) || exchange == null) {
            return;
        }
        AnswerHeaders.addTo(response.headers(), exchange.call());
        cors.addTo(response.headers(), exchange.caller());
        if (HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
            state.upgraded = true;
        } else if (lastAnswer) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void finish() {
        state.exchange = null;
        state.hasServed = true;
        state.idleSinceNanos = System.nanoTime();
    }

    /** Whether what is missing of a body that nobody wanted is so short that the connection is worth keeping. */
    private boolean isNearlyRead(Exchange exchange) {
        long read = state.bodyBytes - exchange.bodyBytesBefore();
        return exchange.declaredLength() >= 0 && exchange.declaredLength() - read <= MAX_UNREAD_BODY;
    }

    private void next() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        while (!waiting.isEmpty() && !state.draining) {
            if (waiting.peek() instanceof HttpRequest && state.exchange != null) {
                break;
            }
            admit(ctx, waiting.poll());
        }
        ctx.fireChannelReadComplete();
    }

    /**
     * Says that what arrives is no request. When an earlier one is still being answered, its answer is the connection's
     * last.
     */
    void refuseNext(Refused refused) {
        if (state.exchange == null) {
            refuse(refused);
        } else {
            lastAnswer = true;
        }
    }

    /** Answers in the application's place and ends the connection. */
    private void refuse(Refused refused) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        if (state.exchange == null) {
            state.exchange = new Exchange(
                    new Call(RequestIds.of(null), "", "", null, System.nanoTime()), HttpMethod.GET, -1, 0, null, null);
        }
        lastAnswer = true;
        write(ctx, GateAnswers.refusal(refused, state.exchange.call()), ctx.newPromise());
        ctx.flush();
    }

    /**
     * Ends the connection without losing the answer: closed at once, what the client still sends would make its side
     * throw the answer away unread.
     */
    private void drain(ChannelHandlerContext ctx, ChannelPromise written) {
        state.draining = true;
        releaseWaiting();
        ctx.flush();
        Channel channel = ctx.channel();
        written.addListener(done -> {
            if (channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
            ctx.executor().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        });
        ctx.read();
    }

    // ---- the end

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Exchange abandoned = state.exchange;
        if (abandoned != null) {
            state.exchange = null;
            cancellations.execute(() -> abandoned.call().databaseCall().abandon());
        }
        releaseWaiting();
        ctx.fireChannelInactive();
    }

    private void releaseWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
