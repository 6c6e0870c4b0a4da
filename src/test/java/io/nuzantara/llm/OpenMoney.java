package io.nuzantara.llm;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Money without a database: a millionth of a dollar for a token, and a list of what became of each reservation, as its cost tells. */
class OpenMoney implements Money {

    /** What became of a reservation. */
    enum End {
        SETTLED,
        FORFEITED,
        RELEASED
    }

    final List<Reservation.Reserved> reserved = new CopyOnWriteArrayList<>();
    final List<End> ends = new CopyOnWriteArrayList<>();
    volatile Reservation.@Nullable Denied denied;
    private final List<UsageLedger.Entry> rows;

    /**
     * @param rows takes the ledger's rows
     */
    OpenMoney(List<UsageLedger.Entry> rows) {
        this.rows = rows;
    }

    @Override
    public Reservation reserve(PlannedCall call) {
        var refusal = denied;
        if (refusal != null) {
            return refusal;
        }
        var held = new BudgetRows.Held(
                UUID.randomUUID(),
                Instant.now(),
                LocalDate.now(ZoneOffset.UTC),
                call.caller().agent(),
                call.caller().execution(),
                "test",
                call.model().provider(),
                call.model().id(),
                price(call.tokens()));
        var reservation = new Reservation.Reserved(held, call);
        reserved.add(reservation);
        return reservation;
    }

    @Override
    public BigDecimal cost(Reservation.Reserved reservation, Tokens tokens) {
        return price(tokens.input() + tokens.output());
    }

    @Override
    public BigDecimal settle(Reservation.Reserved reservation, UsageLedger.Entry entry) {
        rows.add(entry);
        ends.add(end(reservation, entry.cost()));
        return entry.cost();
    }

    private static End end(Reservation.Reserved reservation, BigDecimal cost) {
        if (cost.signum() == 0) {
            return End.RELEASED;
        }
        return cost.compareTo(reservation.amount()) == 0 ? End.FORFEITED : End.SETTLED;
    }

    private static BigDecimal price(long tokens) {
        return BigDecimal.valueOf(tokens, 6);
    }
}
