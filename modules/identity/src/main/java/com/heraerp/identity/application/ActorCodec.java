package com.heraerp.identity.application;

import com.heraerp.cache.api.Codec;
import com.heraerp.identity.domain.Uuids;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** User, organization, role and whether he is the platform's administrator, with a space between. */
final class ActorCodec implements Codec<ActorContext> {

    private static final int SIZE = 200;

    @Override
    public byte[] encode(ActorContext actor) {
        return (actor.userId() + " " + actor.organizationId() + ' ' + actor.role().code() + ' '
                + actor.platformAdministrator()).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public @Nullable ActorContext decode(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.US_ASCII).split(" ", -1);
        if (parts.length != 4 || !parts[3].equals("true") && !parts[3].equals("false")) {
            return null;
        }
        Optional<UUID> user = Uuids.parse(parts[0]);
        Optional<UUID> organization = Uuids.parse(parts[1]);
        Optional<Role> role = Role.of(parts[2]);
        return user.isPresent() && organization.isPresent() && role.isPresent()
                ? new ActorContext(user.get(), new OrganizationId(organization.get()), role.get(),
                        parts[3].equals("true"))
                : null;
    }

    @Override
    public int size(ActorContext actor) {
        return SIZE;
    }
}
