package com.heraerp.app.http.netty;

import com.heraerp.kernel.settings.CorsSettings;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.scheduling.TaskExecutors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Puts our handlers around Micronaut's on every connection. */
@Singleton
final class ConnectionRules implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final BeanProvider<ExecutorService> blocking;
    private final Cors cors;
    private final MetricsPort metricsPort;

    // A provider: listeners are made before everything else, also before the executors
    ConnectionRules(@Named(TaskExecutors.BLOCKING) BeanProvider<ExecutorService> blocking, CorsSettings cors,
            @Property(name = "hera.metrics-port", defaultValue = "0") int metricsPort) {
        this.blocking = blocking;
        this.cors = new Cors(cors);
        this.metricsPort = new MetricsPort(metricsPort);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer(null));
        return registry;
    }

    private final class Customizer implements NettyServerCustomizer {

        private final @Nullable Channel channel;

        Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Customizer(accepted) : this;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null) {
                install(channel.pipeline());
            }
        }
    }

    private void install(ChannelPipeline pipeline) {
        ConnectionState state = new ConnectionState();
        Gate gate = new Gate(state, cors, metricsPort, task -> blocking.get().execute(task));
        String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
        pipeline.addBefore(codec, "hera-wire", new WireWatch(state, gate));
        pipeline.addBefore(codec, "hera-pace", new Pace(state, Pace.Limits.DEFAULT));
        // Before the decoder: in the place of the two, a WebSocket's decoder closes through its encoder
        pipeline.addBefore(codec, "hera-encoder", new ResponseEncoder(state));
        pipeline.addBefore(
                codec,
                "hera-decoder",
                new StrictRequestDecoder(RequestRules.MAX_LINE_BYTES, RequestRules.MAX_HEADER_BYTES));
        pipeline.addAfter(codec, "hera-gate", gate);
        pipeline.remove(codec);
    }
}
