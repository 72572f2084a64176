package com.heraerp.app.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Routes to try the ground with. */
@Controller("/api/v2.1/trial")
@Requires(property = "trial.enabled")
class TrialController {

    static volatile CountDownLatch abandoned = new CountDownLatch(1);

    @Get("/who")
    HttpResponse<byte[]> who(Call call) {
        return answer(call.actor().userId() + " on " + (Thread.currentThread().isVirtual() ? "virtual" : "platform"));
    }

    @Post("/echo")
    HttpResponse<byte[]> echo(Call call, @Body byte[] body) {
        return Answers.json(HttpStatus.CREATED, JsonReader.readObject(body).toJson().getBytes(StandardCharsets.UTF_8));
    }

    @Get("/refuse/{why}")
    HttpResponse<byte[]> refuse(@PathVariable Refusal why) {
        throw Refused.because(why, "as asked").retryable();
    }

    @Get("/break")
    HttpResponse<byte[]> fail() {
        throw new IllegalStateException("secret of table core_entities");
    }

    @Get("/number")
    HttpResponse<byte[]> number(@QueryValue int size) {
        return answer(String.valueOf(size));
    }

    @Get("/text")
    @io.micronaut.http.annotation.Produces(MediaType.TEXT_PLAIN)
    String text() {
        return "text";
    }

    @Get("/wait")
    HttpResponse<byte[]> waiting(Call call) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (call.databaseCall().isAbandoned()) {
                abandoned.countDown();
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return answer("waited");
    }

    @Get("/sleep/{millis}")
    HttpResponse<byte[]> sleep(@PathVariable int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        return answer("slept " + millis);
    }

    private static HttpResponse<byte[]> answer(String text) {
        return Answers.json(HttpStatus.OK, ("{\"answer\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
