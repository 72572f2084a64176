package com.heraerp.documents.domain;

import java.time.Instant;

/** Another transaction that a document refers to, by its number. */
public record Reference(String type, String number, Instant date) {}
