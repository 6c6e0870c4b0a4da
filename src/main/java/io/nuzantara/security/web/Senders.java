package io.nuzantara.security.web;

import io.nuzantara.security.shedding.KnownTokens;
import io.nuzantara.security.shedding.Sender;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** For whom a request counts: the caller of a token that was valid a moment ago, the person of a session, else the address. */
@Component
class Senders {

    private final KnownTokens tokens;
    private final ClientAddress address;

    Senders(KnownTokens tokens, ClientAddress address) {
        this.tokens = tokens;
        this.address = address;
    }

    Sender of(HttpServletRequest request) {
        return caller(request)
                .or(() -> person(request))
                .<Sender>map(Sender.Known::new)
                .orElseGet(() -> new Sender.Unknown(address.of(request)));
    }

    private Optional<String> caller(HttpServletRequest request) {
        return BearerFilter.token(request).flatMap(tokens::nameOf).map(name -> "token of " + name);
    }

    private static Optional<String> person(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                        && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                instanceof SecurityContext context
                        && context.getAuthentication() != null
                ? Optional.of("person " + context.getAuthentication().getName())
                : Optional.empty();
    }
}
