/**
 * The command line: {@code hera <command>}. One class per command; results go to standard output, everything else to
 * standard error. A new command is a class here and one line in {@code CommandLineInterface}.
 */
@NullMarked
package com.heraerp.app.cli;

import org.jspecify.annotations.NullMarked;
