package io.nuzantara.environment;

/**
 * A variable of the service, and what holds for it.
 *
 * @param value what holds; of a secret only that it is set and how it ends
 * @param source where that comes from
 */
public record EffectiveVariable(String name, boolean secret, String value, Source source) {

    /** Where a value comes from, the strongest first. */
    public enum Source {
        /** An option of the command, or a system property. */
        OPTION,
        ENVIRONMENT,
        /** The file of {@code --env-file}. */
        VARIABLES_FILE,
        /** The file that {@code NAME_FILE} names. */
        SECRET_FILE,
        /** {@code nuzantara.properties} in the data directory. */
        SETTINGS_FILE,
        /** Spring's own files, such as an {@code application.yaml} beside the jar. */
        CONFIGURATION,
        /** Nobody set anything. */
        DEFAULT
    }
}
