package io.nuzantara.security.web;

import io.nuzantara.security.Problem;

/** A refusal as a person sees it. */
record ProblemPage(int status, String code, String title, String detail) {

    static ProblemPage of(Problem problem) {
        return new ProblemPage(problem.status().value(), problem.code(), problem.title(), problem.detail());
    }
}
