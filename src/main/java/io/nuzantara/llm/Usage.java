package io.nuzantara.llm;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a question took.
 *
 * @param tokens tokens of all its calls
 * @param cost money of all its calls, in USD
 * @param took time from the question to the reply
 */
public record Usage(Tokens tokens, BigDecimal cost, Duration took) {}
