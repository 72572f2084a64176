package com.heraerp.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A whole listing, fetched page by page as it is walked through, each row that exists all the while exactly once. Each
 * iterator begins anew; nothing is asked before the first row is wanted.
 */
public final class Pages<T> implements Iterable<T> {

    private final Query query;
    private final Function<Query, Page<T>> fetch;

    Pages(Query query, Function<Query, Page<T>> fetch) {
        this.query = query;
        this.fetch = fetch;
    }

    /** The first page alone. */
    public Page<T> first() {
        return fetch.apply(query);
    }

    /** The page that begins at a cursor. */
    public Page<T> after(String cursor) {
        return fetch.apply(query.after(cursor));
    }

    /** All rows, lazily. */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public Iterator<T> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<T> {

        private Iterator<T> rows = List.<T>of().iterator();
        private Optional<Query> next = Optional.of(query);

        @Override
        public boolean hasNext() {
            // A page may be empty and not the last: what it would have held was removed meanwhile
            while (!rows.hasNext() && next.isPresent()) {
                Page<T> page = fetch.apply(next.get());
                rows = page.items().iterator();
                next = page.nextCursor().map(query::after);
            }
            return rows.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return rows.next();
        }
    }
}
