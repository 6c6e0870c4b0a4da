package io.nuzantara.http;

import java.util.List;
import java.util.Set;

/** What everybody may ask for and costs next to nothing, so that nobody is counted, held up or traced for it. */
public final class OpenPaths {

    /** Where somebody looks every few seconds whether the service lives. */
    public static final Set<String> PROBES = Set.of("/livez", "/readyz", "/health");

    /** Where the files of the pages are. */
    public static final List<String> FILES = List.of("/webjars/", "/css/", "/js/", "/icons/");

    private OpenPaths() {}

    public static boolean isProbe(String path) {
        return PROBES.contains(path);
    }

    public static boolean isFile(String path) {
        return FILES.stream().anyMatch(path::startsWith);
    }
}
