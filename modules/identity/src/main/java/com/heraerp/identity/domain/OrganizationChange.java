package com.heraerp.identity.domain;

import com.heraerp.kernel.json.JsonObject;

/** What is to be written of an organization, in the fields of the database's functions. */
public record OrganizationChange(JsonObject payload) {}
