package badhouse.stock.application;

import badhouse.till.domain.Price;

/** Reaches into another module's domain. */
class Count {
    Price price = new Price();
}
