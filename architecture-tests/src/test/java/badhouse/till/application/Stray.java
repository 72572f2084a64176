package badhouse.till.application;

/** An interface that is no port. */
interface Stray {}
