package io.nuzantara.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * This process among all that work on the database: host, process id and a random part, because two processes in two containers
 * may share the first two.
 *
 * @param text at most 50 characters
 */
public record NodeName(String text) {

    private static final int LONGEST_HOST = 28;

    /** A new name for this process. */
    static NodeName ofThisProcess() {
        return new NodeName("%s-%d-%08x"
                .formatted(
                        host(),
                        ProcessHandle.current().pid(),
                        ThreadLocalRandom.current().nextInt()));
    }

    private static String host() {
        try {
            var host = InetAddress.getLocalHost().getHostName();
            return host.substring(0, Math.min(host.length(), LONGEST_HOST));
        } catch (UnknownHostException e) {
            return "node";
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
