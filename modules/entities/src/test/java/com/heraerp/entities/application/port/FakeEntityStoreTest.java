package com.heraerp.entities.application.port;

class FakeEntityStoreTest extends EntityStoreContract {

    private final FakeEntityStore store = new FakeEntityStore();

    @Override
    protected EntityStore store() {
        return store;
    }
}
