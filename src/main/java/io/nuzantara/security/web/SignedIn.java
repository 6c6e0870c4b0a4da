package io.nuzantara.security.web;

import io.nuzantara.security.Caller;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** A known caller as Spring Security wants to see one. */
final class SignedIn {

    private SignedIn() {}

    static Authentication as(Caller caller) {
        return UsernamePasswordAuthenticationToken.authenticated(
                caller.name(), null, AuthorityUtils.createAuthorityList(caller.permissions()));
    }
}
