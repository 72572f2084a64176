package badhouse.kernel;

import badhouse.till.api.Tills;

/** A kernel class that knows a module. */
class Nosy {
    Tills tills = new Tills();
}
