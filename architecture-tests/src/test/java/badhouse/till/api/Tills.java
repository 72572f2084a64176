package badhouse.till.api;

import badhouse.stock.api.Stocks;
import badhouse.till.domain.Price;

/** A door that shows a domain type, in a module that is part of a cycle. */
public class Tills {
    Stocks stocks = new Stocks();

    public Price price() {
        return new Price();
    }
}
