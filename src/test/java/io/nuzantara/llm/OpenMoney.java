package io.nuzantara.llm;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Money without a database: a millionth of a dollar for a token, and a list of what became of each reservation. */
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

    @Override
    public Reservation reserve(PlannedCall call) {
        var refusal = denied;
        if (refusal != null) {
            return refusal;
        }
        var reservation = new Reservation.Reserved(UUID.randomUUID(), call, price(call.tokens()));
        reserved.add(reservation);
        return reservation;
    }

    @Override
    public BigDecimal settle(Reservation.Reserved reservation, Tokens tokens) {
        ends.add(End.SETTLED);
        return price(tokens.input() + tokens.output());
    }

    @Override
    public BigDecimal forfeit(Reservation.Reserved reservation) {
        ends.add(End.FORFEITED);
        return reservation.amount();
    }

    @Override
    public void release(Reservation.Reserved reservation) {
        ends.add(End.RELEASED);
    }

    private static BigDecimal price(long tokens) {
        return BigDecimal.valueOf(tokens, 6);
    }
}
