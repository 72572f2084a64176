package badhouse.client;

import badhouse.till.api.Tills;

/** A client that wants to be in the house. */
public class Homesick {
    Tills tills = new Tills();
}
