package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.orchestration.api.ProcedureHandler;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What a till does with a cart that is paid: the sale, its refund, the points, the close of the day; each procedure one function. */
@Factory
final class TillProcedures {

    @Singleton
    ProcedureHandler allocatePayment() {
        return new SqlProcedure("HERA.SALON.POS.CHECKOUT.ALLOCATE.V1",
                "select hera.checkout_allocate(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler postSale() {
        return new SqlProcedure("HERA.SALON.POS.SALE.POST.V1", "select hera.sale_post(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler closeCart() {
        return new SqlProcedure("HERA.SALON.POS.CART.CLOSE.V1", "select hera.cart_close(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler reopenCart() {
        return new SqlProcedure("HERA.SALON.POS.CART.REOPEN.V1", "select hera.cart_reopen(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler earnPoints() {
        return new SqlProcedure("HERA.SALON.CRM.LOYALTY.EARN.V1", "select hera.loyalty_earn(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler takePointsBack() {
        return new SqlProcedure("HERA.SALON.CRM.LOYALTY.TAKE_BACK.V1",
                "select hera.loyalty_take_back(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler revertPoints() {
        return new SqlProcedure("HERA.SALON.CRM.LOYALTY.REVERT.V1", "select hera.loyalty_revert(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler prepareRefund() {
        return new SqlProcedure("HERA.SALON.POS.REFUND.PREPARE.V1", "select hera.refund_prepare(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler postRefund() {
        return new SqlProcedure("HERA.SALON.POS.REFUND.POST.V1", "select hera.refund_post(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler countTill() {
        return new SqlProcedure("HERA.SALON.POS.TILL.COUNT.V1", "select hera.till_count(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler closeTill() {
        return new SqlProcedure("HERA.SALON.POS.TILL.CLOSE.V1", "select hera.till_close(?::jsonb, ?::jsonb)");
    }
}
