package com.heraerp.identity.application;

import com.heraerp.identity.application.port.Memberships;
import com.heraerp.identity.domain.User;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Memberships that tests write down; it counts how often it is asked. */
final class RememberedMemberships implements Memberships {

    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Runnable whenAsked = () -> {};

    void put(User user) {
        users.put(user.id().toString(), user);
    }

    int questions() {
        return questions.get();
    }

    void whenAsked(Runnable action) {
        whenAsked = action;
    }

    @Override
    public Optional<User> of(String subject) {
        questions.incrementAndGet();
        Optional<User> user = Optional.ofNullable(users.get(subject.toLowerCase(Locale.ROOT)));
        whenAsked.run();
        return user;
    }
}
