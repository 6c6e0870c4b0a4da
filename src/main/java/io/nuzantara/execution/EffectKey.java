package io.nuzantara.execution;

/**
 * What makes an effect the same effect, over executions and processes.
 *
 * @param kind what sort of change, snake case, e.g. {@code pull_request}
 * @param key unique over all effects, e.g. {@code pr:conversation_trainer:<fingerprint>}
 */
public record EffectKey(String kind, String key) {}
