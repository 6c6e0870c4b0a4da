package io.nuzantara.trace;

/**
 * OpenTelemetry's names for generative AI. They are still in development there, so this is the only place that knows them
 * (OpenTelemetry semantic conventions for generative AI; {@code gen_ai.system} is an old name of the provider).
 */
public final class GenAi {

    /** Figure: how long a call of a model took. */
    public static final String DURATION = "gen_ai.client.operation.duration";

    /** Figure: tokens of a call by {@link #TOKEN_TYPE}. */
    public static final String TOKENS = "gen_ai.client.token.usage";

    /** {@code input} or {@code output}. */
    public static final String TOKEN_TYPE = "gen_ai.token.type";

    /** {@code chat}, {@code embeddings} or {@link #INVOKE_AGENT}. */
    public static final String OPERATION = "gen_ai.operation.name";

    public static final String PROVIDER = "gen_ai.provider.name";
    public static final String MODEL = "gen_ai.request.model";
    public static final String SERVED_BY = "gen_ai.response.model";
    public static final String FINISH_REASONS = "gen_ai.response.finish_reasons";
    public static final String INPUT = "gen_ai.usage.input_tokens";
    public static final String OUTPUT = "gen_ai.usage.output_tokens";
    public static final String CACHED = "gen_ai.usage.cache_read.input_tokens";
    public static final String AGENT = "gen_ai.agent.name";

    /** Operation of a span in which an agent works. */
    public static final String INVOKE_AGENT = "invoke_agent";

    /** What went wrong, by kind; absent when nothing did. */
    public static final String ERROR = "error.type";

    private GenAi() {}
}
