package com.heraerp.documents.application;

import static com.heraerp.documents.PaperFixture.aPaper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.documents.application.port.PaperStore;
import com.heraerp.documents.domain.Paper;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadPaperTest {

    private static final UUID SALON = new UUID(1, 1);
    private static final UUID ACTOR = new UUID(2, 2);
    private static final UUID SALE = new UUID(3, 3);
    private static final Paper PAPER = aPaper("SALE").paper();

    /** One sale of one salon. */
    private final PaperStore store = (scope,
            id) -> scope.organizationId().equals(SALON) && id.equals(SALE) ? PAPER : null;

    @Test
    void showsAViewerWhatIsThere() {
        assertThat(read(SALON, Role.VIEWER, SALE)).isSameAs(PAPER);
    }

    @Test
    void knowsNothingOfOtherOrganizations() {
        assertThat(refusal(new UUID(1, 2), SALE)).isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(SALON, new UUID(3, 4))).isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(OrganizationId.PLATFORM.value(), SALE)).isEqualTo(Refusal.ORGANIZATION_REQUIRED);
    }

    private Refusal refusal(UUID organization, UUID id) {
        return catchThrowableOfType(Refused.class, () -> read(organization, Role.OWNER, id)).refusal();
    }

    private Paper read(UUID organization, Role role, UUID id) {
        return new ReadPaper(store).handle(new ReadPaper.Command(
                new ActorContext(ACTOR, new OrganizationId(organization), role, false),
                new Scope(organization, ACTOR, "", new DatabaseCall()), id));
    }
}
