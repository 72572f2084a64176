package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.GuardrailReport;
import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.guardrails.api.TransactionPayload;
import java.util.List;

/** All rules about transactions, in the order of the report: the guide's guardrails, then the shape of things. */
public final class TransactionRules {

    private static final List<TransactionRule> ALL = List.of(
            CoreRules::organizationIsKnown,
            CoreRules::smartCodeIsGiven,
            CoreRules::smartCodeHasFormat,
            HeaderRules::typeIsGiven,
            HeaderRules::dateIsGiven,
            HeaderRules::linesAreGiven,
            HeaderRules::idIsGiven,
            LineRules::smartCodeIsGiven,
            LineRules::smartCodeHasFormat,
            LineRules::amountIsNumber,
            LineRules::typeIsGiven,
            BalanceRules::amountsAreThoseOfTheirCurrency,
            BalanceRules::debitsEqualCredits,
            BalanceRules::eachCurrencyBalances,
            HeaderRules::branchIsGiven,
            PeriodRules::dateIsInAnOpenPeriod,
            CoreRules::metadataHoldsNoBusinessFields,
            FieldRules::smartCodeIsGiven,
            FieldRules::smartCodeHasFormat,
            FieldRules::valueIsGiven,
            RelationshipRules::targetIsGiven,
            RelationshipRules::typeIsGiven,
            RelationshipRules::smartCodeIsGiven,
            RelationshipRules::smartCodeHasFormat,
            HeaderShape::membersAreKnown,
            HeaderShape::textsAreTextsAndNotTooLong,
            HeaderShape::columnsStay,
            HeaderShape::idsAreUuids,
            HeaderShape::objectsAreObjects,
            HeaderShape::amountsAreNumbers,
            HeaderShape::dateIsDate,
            HeaderShape::currencyIsCurrency,
            HeaderShape::postingStatusCanBeAskedFor,
            OptionShape::optionsAreOfTheirTypes,
            OptionShape::reversalDateIsOfAReversal,
            LineShape::partIsReadable,
            LineShape::membersAreKnown,
            LineShape::membersAreOfTheirTypes,
            LineShape::amountsAreNumbers,
            LineShape::numbersAreWholeAndEachItsOwn,
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

    private TransactionRules() {}

    /** Everything the rules find, at once; with the facts of the books when it is refused anyway. */
    public static GuardrailReport report(TransactionPayload payload, LedgerFacts.Source facts) {
        TransactionSubject subject = TransactionSubject.of(payload);
        GuardrailReport report = report(subject);
        boolean concernsBooks = payload.action().writes() && payload.isFinancial();
        if (!report.isViolated() || !concernsBooks) {
            return report;
        }
        LedgerFacts known = facts.at(PeriodRules.readableDate(subject));
        return known == null ? report : report(subject.knowing(known));
    }

    private static GuardrailReport report(TransactionSubject subject) {
        Findings findings = new Findings();
        for (TransactionRule rule : ALL) {
            rule.check(subject, findings);
        }
        return new GuardrailReport("Transaction", findings.violations(), findings.warnings());
    }
}
