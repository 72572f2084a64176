package badhouse.till.adapter.in.http;

import badhouse.till.adapter.out.postgres.PostgresTills;

/** A controller that goes straight to the database. */
class TillController {
    PostgresTills tills = new PostgresTills();
}
