package io.nuzantara.security.web;

import io.nuzantara.PageSamples;
import java.util.List;
import java.util.Map;

public final class SecurityPageSamples implements PageSamples {

    @Override
    public Map<String, List<Record>> byTemplate() {
        return Map.of(
                "security/problem",
                List.of(new ProblemPage(404, "not-found", "Not found", "There is nothing at this address.")),
                "security/login",
                List.of(
                        new LoginPage(true, false, false),
                        new LoginPage(false, true, false),
                        new LoginPage(false, false, true)));
    }
}
