package com.heraerp.cache.adapter.out.clock;

import com.heraerp.cache.application.port.Ticks;
import jakarta.inject.Singleton;

@Singleton
final class SystemTicks implements Ticks {

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
