package io.nuzantara.security.web;

import io.nuzantara.security.AuthLog;
import io.nuzantara.security.Caller;
import io.nuzantara.security.Permissions;
import io.nuzantara.security.SignInLinks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in on the pages with a one-time link. */
@Controller
class SignIn {

    private static final Caller ADMIN = new Caller("admin", Permissions.ADMIN);

    private final SignInLinks links;
    private final AuthLog log;
    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    SignIn(SignInLinks links, AuthLog log) {
        this.links = links;
        this.log = log;
    }

    /** Uses the link up and sends the browser on, so that the code leaves the address. Looking ahead does not use it up. */
    @GetMapping("/sign-in")
    String signIn(
            @RequestParam(defaultValue = "") String code,
            @RequestHeader(name = "Sec-Purpose", defaultValue = "") String purpose,
            HttpMethod method,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (method.equals(HttpMethod.HEAD) || purpose.startsWith("prefetch")) {
            return "redirect:/login";
        }
        if (!links.consume(code)) {
            log.refused(request.getRemoteAddr());
            return "redirect:/login?link";
        }
        start(request, response);
        log.signedIn(request.getRemoteAddr());
        return "redirect:/";
    }

    /** A new session under a new id: one that somebody planted before is worth nothing. */
    private void start(HttpServletRequest request, HttpServletResponse response) {
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(SignedIn.as(ADMIN));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }

    /**
     * How to get in. A link followed from another site arrives without the cookie (SameSite=Strict), so the page first loads
     * itself once more: that request comes from our own site.
     */
    @GetMapping("/login")
    String login(
            @RequestParam(name = "again", required = false) @Nullable String again,
            @RequestParam(name = "link", required = false) @Nullable String refusedLink,
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut,
            @Nullable Principal signedIn,
            Model model) {
        if (signedIn != null) {
            return "redirect:/";
        }
        var isFirst = again == null && refusedLink == null && signedOut == null;
        model.addAttribute("page", new LoginPage(isFirst, refusedLink != null, signedOut != null));
        return "security/login";
    }
}
