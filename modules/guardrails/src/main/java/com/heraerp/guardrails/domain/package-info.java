/**
 * The rules, one small function each, and the readers of the forms in which callers send fields and relationships.
 * Every one reads its text once: a hostile payload costs no more than its length.
 */
@NullMarked
package com.heraerp.guardrails.domain;

import org.jspecify.annotations.NullMarked;
