package io.nuzantara.readiness.web;

import io.nuzantara.readiness.ReadinessMatrix;
import io.nuzantara.readiness.ReadinessView;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether everything the service needs is there; nodes of every role answer for themselves. */
@RestController
class ReadinessApi {

    private final ReadinessMatrix matrix;

    ReadinessApi(ReadinessMatrix matrix) {
        this.matrix = matrix;
    }

    /** The matrix, at most 15 seconds old. */
    @GetMapping("/api/readiness")
    @PreAuthorize("hasAuthority('execution:read')")
    ReadinessView readiness() {
        return matrix.now();
    }
}
