package io.nuzantara.security.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nuzantara.security.NewToken;
import io.nuzantara.security.Problem;
import io.nuzantara.security.SignInLinks;
import io.nuzantara.security.Token;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens over HTTP. */
@RestController
class TokensApi {

    private static final Duration USUAL_LIFETIME = Duration.ofDays(90);

    private final Tokens tokens;
    private final SignInLinks links;
    private final Clock clock;

    TokensApi(Tokens tokens, SignInLinks links, Clock clock) {
        this.tokens = tokens;
        this.links = links;
        this.clock = clock;
    }

    @PostMapping("/api/tokens")
    @PreAuthorize("hasAuthority('token:manage')")
    ResponseEntity<Created> create(@RequestBody Wish wish, Principal caller) {
        var created = tokens.create(wish.request(clock.instant().plus(USUAL_LIFETIME)), caller.getName());
        return ResponseEntity.created(
                        URI.create("/api/tokens/" + created.token().id()))
                .body(Created.of(created));
    }

    @GetMapping("/api/tokens")
    @PreAuthorize("hasAuthority('token:manage')")
    TokenList list() {
        return new TokenList(tokens.list());
    }

    @DeleteMapping("/api/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasAuthority('token:manage')")
    void revoke(@PathVariable String id) {
        if (!tokens.revoke(id)) {
            throw new Problem(HttpStatus.NOT_FOUND, "token-unknown", "Token unknown", "There is no token of this id.");
        }
    }

    /** A new one-time link that signs a person in on the pages. */
    @PostMapping("/api/sign-in-links")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAuthority('user:manage')")
    SignInLink signInLink() {
        return new SignInLink(links.create(), links.publicAddress().orElse(null));
    }

    /**
     * What a new token shall be.
     *
     * @param expiresAt absent = 90 days from now
     */
    record Wish(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable Instant expiresAt) {
        TokenRequest request(Instant usualExpiry) {
            return new TokenRequest(
                    name == null ? "" : name,
                    scopes == null ? List.of() : scopes,
                    expiresAt == null ? usualExpiry : expiresAt);
        }
    }

    /** A new token, with its text this once. */
    record Created(@JsonUnwrapped Token details, String token) {
        static Created of(NewToken created) {
            return new Created(created.token(), created.text().reveal());
        }
    }

    record TokenList(List<Token> tokens) {}

    /**
     * The link as path and query.
     *
     * @param address what it is appended to for people; absent = where the caller reaches the service
     */
    record SignInLink(String path, @Nullable String address) {}
}
