package io.nuzantara.security.web;

import io.nuzantara.security.Exposure;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.stereotype.Component;

/**
 * The cookie of a signed-in person: for this host alone, out of reach of scripts and of other sites. Safari refuses secure
 * cookies over plain http, so on loopback the name comes without the prefix that demands them.
 */
@Component
class SessionCookie implements ServletContextInitializer {

    private final Exposure exposure;

    SessionCookie(Exposure exposure) {
        this.exposure = exposure;
    }

    String name() {
        return exposure.https() ? "__Host-nuzantara" : "nuzantara";
    }

    @Override
    public void onStartup(ServletContext context) {
        context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
        context.setSessionTimeout(30);
        var cookie = context.getSessionCookieConfig();
        cookie.setName(name());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(exposure.https());
        cookie.setAttribute("SameSite", "Strict");
    }
}
