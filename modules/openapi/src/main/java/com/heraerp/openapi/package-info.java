/**
 * Joins what the modules say of their routes into one OpenAPI document while the application is built. Every module keeps
 * its part beside its controllers, {@code src/main/resources/openapi/<module>.yaml}; the application's
 * {@code openapi/base.yaml} holds what is common. It runs at build time only and knows no other module.
 */
@NullMarked
package com.heraerp.openapi;

import org.jspecify.annotations.NullMarked;
