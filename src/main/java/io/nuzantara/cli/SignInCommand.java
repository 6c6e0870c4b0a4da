package io.nuzantara.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A new one-time link for a browser. */
@Command(name = "sign-in", description = "Make a link that signs a browser in, once, within 30 minutes.")
class SignInCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final Remote remote = new Remote();

    SignInCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var output = remote.output(surroundings);
        try (var service = remote.connect(surroundings)) {
            var made = service.post("/api/sign-in-links");
            var address = made.hasNonNull("address")
                    ? made.get("address").stringValue()
                    : service.address().toString();
            var link = address + made.path("path").asString("");
            output.line(link);
            output.document(Json.object().put("link", link));
            return 0;
        }
    }
}
