package io.nuzantara.trainer;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An analysis in short, as its step records it. */
record Examination(
        UUID analysis,
        String status,
        int windowDays,
        int rated,
        int high,
        int low,
        int discoveryHigh,
        int discoveryLow,
        double coverage,
        List<Driver> drivers) {

    /** A decided difference between good and bad conversations. */
    record Driver(
            String feature,
            Side side,
            String direction,
            double delta,
            double ciLow,
            double ciHigh,
            double q,
            double stratQ) {

        static Driver of(FeatureContrast row) {
            return new Driver(
                    row.feature(),
                    row.side(),
                    row.direction(),
                    known(row.delta()),
                    known(row.ciLow()),
                    known(row.ciHigh()),
                    known(row.q()),
                    known(row.stratQ()));
        }

        private static double known(@Nullable Double value) {
            return Objects.requireNonNull(value, "a decided driver has every figure");
        }
    }

    Examination {
        drivers = List.copyOf(drivers);
    }

    /** The drivers an edit of the prompt can follow, the strongest first. */
    List<Driver> addressable() {
        return drivers.stream()
                .filter(driver -> driver.side() == Side.ADDRESSABLE)
                .sorted(Comparator.comparingDouble((Driver driver) -> Math.abs(driver.delta()))
                        .reversed())
                .toList();
    }
}
