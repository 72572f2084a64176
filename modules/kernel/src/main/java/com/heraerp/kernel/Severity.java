package com.heraerp.kernel;

/** How much a violation weighs: an ERROR refuses the request, a WARNING accompanies its success. */
public enum Severity {
    ERROR, WARNING, INFO
}
