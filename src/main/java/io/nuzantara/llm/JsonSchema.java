package io.nuzantara.llm;

/**
 * What an answer must look like: always an object, all its fields required, no others allowed.
 *
 * @param name short name in letters, digits and underscores, sent along with the schema
 * @param root the fields
 */
public record JsonSchema(String name, Shape.Fields root) {

    public JsonSchema {
        if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("not the name of a schema: " + name);
        }
    }

    /**
     * A schema of these fields.
     *
     * <pre>{@code
     * JsonSchema.of("plan", Shape.fields()
     *         .with("run", Shape.list(3, Shape.fields()
     *                 .with("agent", Shape.choice(eligibleIds))
     *                 .with("why", Shape.text(300)))));
     * }</pre>
     */
    public static JsonSchema of(String name, Shape.Fields root) {
        return new JsonSchema(name, root);
    }
}
