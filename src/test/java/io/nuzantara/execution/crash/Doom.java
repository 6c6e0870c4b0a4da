package io.nuzantara.execution.crash;

import java.time.Duration;
import java.util.List;

/** How a node will die. */
sealed interface Doom {

    /** By itself, as it passes a named point for the {@code hits}-th time. */
    record AtPoint(String point, int hits) implements Doom {
        @Override
        public List<String> options() {
            return List.of("-Dnuzantara.crash-point=" + point, "-Dnuzantara.crash-hits=" + hits);
        }
    }

    /** By kill -9, some time after it began to work. */
    record AfterTime(Duration time) implements Doom {
        @Override
        public List<String> options() {
            return List.of();
        }
    }

    /** What its JVM must be told. */
    List<String> options();
}
