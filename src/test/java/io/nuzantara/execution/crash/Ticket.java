package io.nuzantara.execution.crash;

import io.nuzantara.execution.EffectCall;
import io.nuzantara.execution.EffectKey;
import io.nuzantara.execution.EffectResult;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A change outside that can be looked for. */
record Ticket(Outside outside, UUID execution, long latency) implements EffectCall {

    @Override
    public EffectResult send(EffectKey key, JsonNode payload) {
        var answer = outside.call("effect", execution, key.key(), latency);
        return answer.status() == 200 ? new EffectResult.Done(answer.text()) : new EffectResult.Refused("refused");
    }

    @Override
    public Found find(EffectKey key) {
        var answer = outside.call("find", execution, key.key(), latency);
        return switch (answer.status()) {
            case 200 -> new Found.Present(answer.text());
            case 404 -> new Found.Absent();
            default -> new Found.CannotAsk();
        };
    }
}
