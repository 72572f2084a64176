package badhouse.till.adapter.out.postgres;

/** An adapter that shows itself. */
public class PostgresTills {}
