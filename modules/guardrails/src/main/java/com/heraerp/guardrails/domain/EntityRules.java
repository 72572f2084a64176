package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.EntityPayload;
import com.heraerp.guardrails.api.GuardrailReport;
import java.util.List;

/** All rules about entities, in the order of the report: the guide's guardrails, then the shape of things. */
public final class EntityRules {

    private static final List<EntityRule> ALL = List.of(
            CoreRules::organizationIsKnown,
            CoreRules::smartCodeIsGiven,
            CoreRules::smartCodeHasFormat,
            CoreRules::typeIsGiven,
            CoreRules::nameIsGiven,
            CoreRules::idIsGiven,
            CoreRules::metadataHoldsNoBusinessFields,
            FieldRules::smartCodeIsGiven,
            FieldRules::smartCodeHasFormat,
            FieldRules::valueIsGiven,
            RelationshipRules::targetIsGiven,
            RelationshipRules::typeIsGiven,
            RelationshipRules::smartCodeIsGiven,
            RelationshipRules::smartCodeHasFormat,
            BodyShape::membersAreKnown,
            BodyShape::textsAreTextsAndNotTooLong,
            BodyShape::namesStay,
            BodyShape::idsAreUuids,
            BodyShape::parentIsAnother,
            BodyShape::objectsAreObjects,
            BodyShape::optionsAreOfTheirTypes,
            BodyShape::smartCodeMapHoldsSmartCodes,
            FieldRules::partIsReadable,
            FieldRules::nameIsUsable,
            FieldRules::membersAreKnown,
            FieldRules::smartCodeIsText,
            FieldRules::valueIsOfItsType,
            RelationshipRules::partIsReadable,
            RelationshipRules::membersAreKnown,
            RelationshipRules::membersAreOfTheirTypes,
            RelationshipRules::expiresAfterItTakesEffect,
            RelationshipRules::leadFromHereToAnother);

    private EntityRules() {}

    /** Everything the rules find, at once. */
    public static GuardrailReport report(EntityPayload payload) {
        EntitySubject subject = EntitySubject.of(payload);
        Findings findings = new Findings();
        for (EntityRule rule : ALL) {
            rule.check(subject, findings);
        }
        return new GuardrailReport("Entity", findings.violations(), findings.warnings());
    }
}
