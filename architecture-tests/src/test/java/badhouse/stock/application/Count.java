package badhouse.stock.application;

import badhouse.client.Homesick;
import badhouse.till.domain.Price;

/** Reaches into another module's domain, and calls its own house from outside. */
class Count {
    Price price = new Price();
    Homesick homesick = new Homesick();
}
