package badhouse.stock.api;

/** A door without a fault. */
public class Stocks {}
