package badhouse.till.application.port;

/** A port without an adapter. */
public interface Unplugged {}
