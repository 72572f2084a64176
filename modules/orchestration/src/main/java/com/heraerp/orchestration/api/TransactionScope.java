package com.heraerp.orchestration.api;

/** The open transaction of a transactional procedure. */
@FunctionalInterface
public interface TransactionScope {

    /** The scope of a procedure that has no transaction. */
    TransactionScope NONE = new TransactionScope() {
        @Override
        public <T> T as(Class<T> technology) {
            throw new IllegalStateException("an external procedure has no transaction");
        }
    };

    /**
     * The transaction as the store's technology knows it, such as {@code com.heraerp.kernel.postgres.Transaction}.
     *
     * @throws IllegalStateException when the store is of another technology
     */
    <T> T as(Class<T> technology);
}
