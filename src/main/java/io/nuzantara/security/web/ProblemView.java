package io.nuzantara.security.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.nuzantara.security.Problem;
import java.util.List;
import java.util.Map;

/** A problem as it goes over the wire. */
record ProblemView(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem.Invalid> errors,
        @JsonAnyGetter Map<String, Object> members) {

    static ProblemView of(Problem problem) {
        return new ProblemView(
                problem.type(),
                problem.title(),
                problem.status().value(),
                problem.detail(),
                problem.code(),
                problem.errors(),
                problem.members());
    }
}
