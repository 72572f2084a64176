package badhouse.till.domain;

import java.sql.Date;

/** A domain value that knows JDBC. */
public class Price {
    public final Date since = new Date(0);
}
