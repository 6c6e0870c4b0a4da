package io.nuzantara.readiness.web;

import io.nuzantara.readiness.Stage;
import io.nuzantara.readiness.Success;
import io.nuzantara.readiness.SuccessView;
import io.nuzantara.security.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers how the deployment stands; processes of every role answer the same. */
@RestController
class SuccessApi {

    private static final String STAGES = "it must be now, 1h, 24h or 48h";

    private final Success success;

    SuccessApi(Success success) {
        this.success = success;
    }

    /** @param stage what must have come until then; a later stage holds the earlier ones, {@code now} stands alone */
    @GetMapping("/api/success")
    @PreAuthorize("hasAuthority('execution:read')")
    SuccessView success(@RequestParam(defaultValue = "48h") String stage) {
        return success.at(Stage.of(stage).orElseThrow(SuccessApi::unknownStage));
    }

    private static Problem unknownStage() {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "parameter-invalid",
                "A parameter is not valid",
                "stage: " + STAGES + ".",
                List.of(new Problem.Invalid("/stage", STAGES)));
    }
}
