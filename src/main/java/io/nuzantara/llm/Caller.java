package io.nuzantara.llm;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On whose account a question is asked.
 *
 * @param agent id of the agent, or {@code orchestrator}
 * @param execution the execution that pays for it; null outside of one
 */
public record Caller(String agent, @Nullable UUID execution) {}
