package io.nuzantara.cli;

import io.nuzantara.security.SignInLinks;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a person sees when the service is ready: its address, the way in, and six lines about it. */
record Welcome(String url, String signIn, List<LocalService.Fact> facts) {

    Welcome {
        facts = List.copyOf(facts);
    }

    static Welcome of(LocalService service, String nextCommand) {
        var facts = new ArrayList<>(service.facts());
        facts.add(new LocalService.Fact("next", "Next", nextCommand));
        var url = service.url().toString();
        var links = service.bean(SignInLinks.class);
        return new Welcome(url, links.publicAddress().orElse(url) + links.create(), facts);
    }

    void print(Output output) {
        output.line("Ready: " + url);
        output.line("Sign in: " + signIn + " (once, within 30 minutes)");
        facts.forEach(fact -> output.line("  %-15s %s".formatted(fact.name(), fact.value())));
    }

    ObjectNode json() {
        var document = Json.object().put("url", url).put("sign_in_url", signIn);
        facts.forEach(fact -> document.put(fact.key(), fact.value()));
        return document;
    }
}
