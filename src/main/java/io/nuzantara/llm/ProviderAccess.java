package io.nuzantara.llm;

/**
 * Whether a provider lets this process call it has changed. Published outside of any transaction, by each process for itself,
 * also at its first answer: an earlier process with another key may have told the opposite.
 *
 * @param provider name of the provider
 * @param granted false when it refuses the key or forbids the calls
 */
public record ProviderAccess(String provider, boolean granted) {}
