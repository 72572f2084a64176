package com.heraerp.app.http.netty;

import com.heraerp.app.http.ErrorBody;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.ErrorStatus;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** What is answered before the application is asked. */
final class GateAnswers {

    private GateAnswers() {}

    /** The refusal in the one form that every error has. */
    static FullHttpResponse refusal(Refused refused, Call call) {
        byte[] body = ErrorBody.of(refused, call);
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(ErrorStatus.of(refused.refusal()).status()), Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return answer;
    }
}
