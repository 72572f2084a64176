package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.orchestration.api.ProcedureHandler;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Movements of stock between shelves, branches, suppliers and customers, and what they book; each procedure one function. */
@Factory
final class StockProcedures {

    @Singleton
    ProcedureHandler issue() {
        return new SqlProcedure("HERA.RETAIL.INV.STOCK.ISSUE.V1", "select hera.stock_issue(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler putBack() {
        return new SqlProcedure("HERA.RETAIL.INV.STOCK.RETURN.V1", "select hera.stock_return(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler receive() {
        return new SqlProcedure("HERA.RETAIL.INV.STOCK.RECEIVE.V1", "select hera.stock_receive(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler dispatch() {
        return new SqlProcedure("HERA.RETAIL.INV.STOCK.DISPATCH.V1", "select hera.stock_dispatch(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler arrive() {
        return new SqlProcedure("HERA.RETAIL.INV.STOCK.ARRIVE.V1", "select hera.stock_arrive(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler count() {
        return new SqlProcedure("HERA.RETAIL.INV.STOCK.COUNT.V1", "select hera.stock_count(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler revert() {
        return new SqlProcedure("HERA.RETAIL.INV.STOCK.REVERT.V1", "select hera.stock_revert(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler postReceipt() {
        return new SqlProcedure("HERA.RETAIL.PURCHASE.RECEIPT.POST.V1",
                "select hera.purchase_post(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler openTransfer() {
        return new SqlProcedure("HERA.RETAIL.STOCK.TRANSFER.OPEN.V1", "select hera.transfer_open(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler settleTransfer() {
        return new SqlProcedure("HERA.RETAIL.STOCK.TRANSFER.SETTLE.V1",
                "select hera.transfer_settle(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler unsettleTransfer() {
        return new SqlProcedure("HERA.RETAIL.STOCK.TRANSFER.UNSETTLE.V1",
                "select hera.transfer_unsettle(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler postTransfer() {
        return new SqlProcedure("HERA.RETAIL.STOCK.TRANSFER.POST.V1", "select hera.transfer_post(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler postCount() {
        return new SqlProcedure("HERA.RETAIL.INV.COUNT.POST.V1", "select hera.count_post(?::jsonb, ?::jsonb)");
    }
}
