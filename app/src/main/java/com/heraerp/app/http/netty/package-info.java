/**
 * One connection: strict HTTP/1.1 decoding, one request at a time, headers on every answer, slow clients cut, vanished
 * clients told to the database. Here, because Micronaut's filters never see what is refused before routing.
 */
@NullMarked
package com.heraerp.app.http.netty;

import org.jspecify.annotations.NullMarked;
