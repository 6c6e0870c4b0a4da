package io.nuzantara.execution;

import io.nuzantara.security.KillSwitch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides whether this process may work on an execution now, and takes it into work with the slot it needs. */
@Component
class Intake {

    private static final Duration UNTIL_FREE = Duration.ofSeconds(2);
    private static final Duration UNTIL_CHOSEN = Duration.ofMillis(200);
    private static final Duration UNTIL_RELEASED = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Slots slots;
    private final Agents agents;
    private final AgentSwitches switches;
    private final ApprovalRows approvals;
    private final KillSwitch killSwitch;
    private final EngineMeters meters;
    private final Clock clock;

    Intake(
            Ledger ledger,
            Slots slots,
            Agents agents,
            AgentSwitches switches,
            ApprovalRows approvals,
            KillSwitch killSwitch,
            EngineMeters meters,
            Clock clock) {
        this.ledger = ledger;
        this.slots = slots;
        this.agents = agents;
        this.switches = switches;
        this.approvals = approvals;
        this.killSwitch = killSwitch;
        this.meters = meters;
        this.clock = clock;
    }

    /** What a process that was given an execution's turn does with it. */
    sealed interface Turn {

        /** Works on it. */
        record Work(Ledger.Claim claim) implements Turn {}

        /** Ends it, because somebody cancelled it. */
        record Cancel(Ledger.Claim claim) implements Turn {}

        /** Ends it, because it waited for a slot longer than it may take in all. */
        record Overdue(Ledger.Claim claim) implements Turn {}

        /** Comes back. */
        record Later(Instant at) implements Turn {}

        /** Forgets it: it has ended. */
        record Over() implements Turn {}

        /** Leaves it: another process has it. */
        record Lost() implements Turn {}
    }

    /**
     * Takes the execution whose scheduler row this process holds in this version.
     *
     * @param node this process, for the timeline
     */
    @Transactional
    public Turn take(UUID id, long version, String node) {
        var locked = ledger.lock(id, version);
        return locked.isEmpty() ? new Turn.Lost() : take(locked.get(), node);
    }

    private Turn take(Ledger.Standing execution, String node) {
        if (execution.isFinal()) {
            return new Turn.Over();
        }
        if (execution.cancelRequestedAt() != null) {
            return new Turn.Cancel(ledger.claim(execution.id()));
        }
        if (killSwitch.isStopped() || isSwitchedOff(execution)) {
            return later(UNTIL_RELEASED);
        }
        return switch (execution.status()) {
            case "waiting_approval" -> afterApproval(execution, node);
            case "started" ->
                isOverdue(execution) ? new Turn.Overdue(ledger.claim(execution.id())) : begin(execution, node);
            default -> begin(execution, node);
        };
    }

    /** An execution at work goes on; one that waits stays until its agent is switched on. */
    private boolean isSwitchedOff(Ledger.Standing execution) {
        return !execution.status().equals("running") && switches.isOff(execution.agent());
    }

    private boolean isOverdue(Ledger.Standing execution) {
        return agents.find(execution.agent())
                .map(agent -> execution.createdAt().plus(agent.descriptor().deadline()))
                .filter(deadline -> clock.instant().isAfter(deadline))
                .isPresent();
    }

    private Turn afterApproval(Ledger.Standing execution, String node) {
        var pending = approvals.pending(execution.id());
        if (pending.isPresent() && pending.get().expiresAt().isAfter(clock.instant())) {
            return new Turn.Later(pending.get().expiresAt());
        }
        pending.ifPresent(late -> approvals.expire(late, execution.id()));
        return approvals.isKeyTaken(execution) ? later(UNTIL_RELEASED) : begin(execution, node);
    }

    private Turn begin(Ledger.Standing execution, String node) {
        var permission = needsNoSlot(execution) ? Slots.Permission.HELD : slots.take(execution.id());
        return switch (permission) {
            case NONE -> later(UNTIL_FREE);
            case CONTENDED -> later(UNTIL_CHOSEN);
            case HELD -> work(execution, node);
            case TAKEN -> withSlot(execution, work(execution, node));
        };
    }

    private boolean needsNoSlot(Ledger.Standing execution) {
        return agents.find(execution.agent())
                .map(agent -> agent.descriptor().internal())
                .orElse(true);
    }

    private Turn.Work work(Ledger.Standing execution, String node) {
        var claim = ledger.claim(execution.id());
        if (execution.inFlight()) {
            ledger.event(claim.id(), claim.fence(), "taken_over", Map.of("node", node));
            meters.takenOver();
        }
        return new Turn.Work(claim);
    }

    private Turn.Work withSlot(Ledger.Standing execution, Turn.Work work) {
        if (execution.status().equals("started")) {
            meters.queued(Duration.between(execution.createdAt(), clock.instant()));
        }
        ledger.event(work.claim().id(), work.claim().fence(), "slot_taken", Map.of());
        return work;
    }

    private Turn.Later later(Duration pause) {
        return new Turn.Later(clock.instant().plus(pause));
    }
}
