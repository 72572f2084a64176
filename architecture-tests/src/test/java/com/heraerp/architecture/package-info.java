/**
 * The rules of the house (README, "Map"): each is written once, checked against the real classes, and shown to fail on a
 * small house built wrong on purpose in {@code badhouse}. Why a rule is there stands in {@code decisions/}.
 */
@NullMarked
package com.heraerp.architecture;

import org.jspecify.annotations.NullMarked;
