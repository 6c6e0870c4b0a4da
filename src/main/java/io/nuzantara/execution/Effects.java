package io.nuzantara.execution;

import io.nuzantara.security.KillSwitch;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes changes outside our database at most once: what was begun is looked for before it is begun again. */
@Component
class Effects {

    private static final Logger log = LoggerFactory.getLogger(Effects.class);

    private final EffectRows rows;
    private final DatabaseWait wait;
    private final Draining draining;
    private final KillSwitch killSwitch;
    private final EngineMeters meters;
    private final JsonMapper json;

    Effects(
            EffectRows rows,
            KillSwitch killSwitch,
            DatabaseWait wait,
            Draining draining,
            EngineMeters meters,
            JsonMapper json) {
        this.rows = rows;
        this.wait = wait;
        this.draining = draining;
        this.killSwitch = killSwitch;
        this.meters = meters;
        this.json = json;
    }

    /**
     * The result of the effect, made now or before.
     *
     * @throws Interruption when outgoing calls are stopped, or another execution is making the same change
     */
    EffectResult make(UUID execution, long fence, EffectKey key, Object payload, EffectCall call) {
        var row = rows.plan(execution, key, json.writeValueAsString(payload));
        return switch (row.status()) {
            case "done" -> new EffectResult.Done(text(row.externalId()));
            case "failed" -> new EffectResult.Refused(text(row.error()));
            case "unknown" -> new EffectResult.Unknown();
            default -> begun(execution, fence, key, row, call);
        };
    }

    private EffectResult begun(UUID execution, long fence, EffectKey key, EffectRows.Row row, EffectCall call) {
        if (row.elsewhere() || killSwitch.isStopped()) {
            throw new Interruption(Interruption.Cause.STOPPED);
        }
        return row.status().equals("planned")
                ? send(execution, fence, key, row, call)
                : looked(execution, fence, key, row, call);
    }

    private EffectResult looked(UUID execution, long fence, EffectKey key, EffectRows.Row row, EffectCall call) {
        return switch (find(key, call)) {
            case EffectCall.Found.Present(var externalId) -> recorded(key, new EffectResult.Done(externalId));
            case EffectCall.Found.Absent() -> send(execution, fence, key, row, call);
            case EffectCall.Found.CannotAsk() -> recorded(key, new EffectResult.Unknown());
        };
    }

    private EffectResult send(UUID execution, long fence, EffectKey key, EffectRows.Row row, EffectCall call) {
        rows.sending(execution, fence, key);
        CrashPoints.hit("effect.sending");
        var result = sent(execution, key, row, call);
        CrashPoints.hit("effect.after-call");
        return recorded(key, result);
    }

    /** A call that broke may have been heard: the other side is asked before anybody says that it was not. */
    private EffectResult sent(UUID execution, EffectKey key, EffectRows.Row row, EffectCall call) {
        try {
            return call.send(key, json.readTree(row.payload()));
        } catch (RuntimeException e) {
            log.warn("Effect in doubt, looking for it execution_id={} kind={}", execution, key.kind(), e);
            return switch (find(key, call)) {
                case EffectCall.Found.Present(var externalId) -> new EffectResult.Done(externalId);
                case EffectCall.Found.Absent() -> throw new EffectUnanswered(e);
                case EffectCall.Found.CannotAsk() -> new EffectResult.Unknown();
            };
        }
    }

    private static EffectCall.Found find(EffectKey key, EffectCall call) {
        try {
            return call.find(key);
        } catch (RuntimeException e) {
            throw new EffectUnanswered(e);
        }
    }

    private EffectResult recorded(EffectKey key, EffectResult result) {
        CrashPoints.hit("effect.before-done");
        switch (result) {
            case EffectResult.Done(var externalId) -> ended(key, "done", externalId, null);
            case EffectResult.Refused(var code) -> ended(key, "failed", null, code);
            case EffectResult.Unknown() -> ended(key, "unknown", null, null);
        }
        return result;
    }

    private void ended(EffectKey key, String status, @Nullable String externalId, @Nullable String code) {
        wait.until(() -> rows.ended(key, status, externalId, code), draining::isOn);
        meters.effect(key.kind(), status);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
