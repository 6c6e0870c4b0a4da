package io.nuzantara.llm.web;

import io.nuzantara.llm.Spending;
import io.nuzantara.llm.SpendingView;
import io.nuzantara.security.Problem;
import java.math.BigDecimal;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What language models cost and may cost: shown, and limited. */
@RestController
class LlmController {

    private static final BigDecimal MOST = new BigDecimal(10_000);
    private static final int DECIMALS = 6;

    private final Spending spending;

    LlmController(Spending spending) {
        this.spending = spending;
    }

    @GetMapping("/api/llm")
    @PreAuthorize("hasAuthority('execution:read')")
    SpendingView spending() {
        return spending.view();
    }

    /** A change of one or both, in USD; what is not named stays. */
    record Change(@Nullable BigDecimal day, @Nullable BigDecimal execution) {}

    @PutMapping("/api/llm/limits")
    @PreAuthorize("hasAuthority('limit:change')")
    SpendingView change(@RequestBody Change change, Principal principal) {
        spending.change(within("day", change.day()), within("execution", change.execution()), principal.getName());
        return spending.view();
    }

    private static @Nullable BigDecimal within(String name, @Nullable BigDecimal value) {
        if (value != null && !isAmount(value)) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "parameter-invalid",
                    "A parameter is not valid",
                    "%s must be an amount in USD from 0 to %s with at most %d decimals"
                            .formatted(name, MOST.toPlainString(), DECIMALS));
        }
        return value;
    }

    private static boolean isAmount(BigDecimal value) {
        return value.signum() >= 0
                && value.compareTo(MOST) <= 0
                && value.stripTrailingZeros().scale() <= DECIMALS;
    }
}
