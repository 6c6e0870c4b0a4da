package io.nuzantara.execution;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One of many equal pieces of an execution's work.
 *
 * @param execution the execution it belongs to
 * @param number its place in the fan-out, from 1
 * @param kind which {@link ItemHandler} works on it
 * @param key what it is about, unique in its execution and kind, e.g. a conversation's id
 * @param input what the source gave along; JSON null when nothing
 * @param attempt how often it is being worked on, from 1
 */
public record Item(UUID execution, long number, String kind, String key, JsonNode input, int attempt) {}
