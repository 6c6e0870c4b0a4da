package io.nuzantara.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;

/**
 * Asks a service for its health, as a program of its own: what a container without curl is checked with. It loads nothing
 * but the JDK, because it is started every few seconds.
 */
public final class HealthCheck {

    private static final int PATIENCE_MILLIS = 3_000;
    private static final String LIVENESS = "/livez";

    private final Map<String, String> variables;

    HealthCheck(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Exits with 0 when the answer is 200, else with 1 and a sentence.
     *
     * @param arguments at most one: a path of the service that runs beside this program, or a whole address; {@code /livez}
     *     when there is none
     */
    public static void main(String... arguments) {
        var check = new HealthCheck(System.getenv());
        var asked = check.address(arguments.length == 0 ? LIVENESS : arguments[0]);
        var answer = check.ask(asked);
        if (answer.equals("200")) {
            System.exit(0);
        }
        System.err.println(asked + " answers " + answer);
        System.exit(1);
    }

    /** Status of the answer, or what was there instead of one. */
    String ask(URI address) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            return Integer.toString(connection.getResponseCode());
        } catch (IOException e) {
            return "nothing: " + e.getMessage();
        }
    }

    /** Where the service is, by the same variables that tell the service. */
    URI address(String asked) {
        return URI.create("http://" + host() + ":" + port()).resolve(asked);
    }

    private String host() {
        var bound = value("SERVER_ADDRESS", "0.0.0.0");
        if (bound.equals("0.0.0.0") || bound.equals("::")) {
            return "127.0.0.1";
        }
        return bound.contains(":") ? "[" + bound + "]" : bound;
    }

    private String port() {
        var orchestrator = value("NUZANTARA_ROLE", "all").equalsIgnoreCase("orchestrator");
        return value("PORT", orchestrator ? "8080" : "8000");
    }

    private String value(String name, String standard) {
        var value = variables.getOrDefault(name, "");
        return value.isBlank() ? standard : value.strip();
    }
}
