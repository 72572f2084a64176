package com.heraerp.entities.application.port;

/**
 * One entity as the store built it.
 *
 * @param version the entity's version
 * @param text UTF-8 text that ends in the item's JSON
 * @param start where in {@code text} the JSON begins
 */
public record StoredEntity(long version, byte[] text, int start) {}
