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
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(30);
    private static final Duration UNTIL_GONE = Duration.ofDays(1);

    private final Ledger ledger;
    private final Slots slots;
    private final Items items;
    private final Agents agents;
    private final AgentSwitches switches;
    private final ApprovalRows approvals;
    private final KillSwitch killSwitch;
    private final EngineMeters meters;
    private final Clock clock;

    Intake(
            Ledger ledger,
            Slots slots,
            Items items,
            Agents agents,
            AgentSwitches switches,
            ApprovalRows approvals,
            KillSwitch killSwitch,
            EngineMeters meters,
            Clock clock) {
        this.ledger = ledger;
        this.slots = slots;
        this.items = items;
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
        record Work(Claim claim) implements Turn {}

        /** Ends it, because somebody cancelled it. */
        record Cancel(Claim claim) implements Turn {}

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

    private Turn take(Standing execution, String node) {
        if (execution.isFinal()) {
            return new Turn.Over();
        }
        if (execution.cancelRequestedAt() != null) {
            return cancel(execution, node);
        }
        if (killSwitch.isStopped() || isSwitchedOff(execution)) {
            ledger.postpone(execution.id(), UNTIL_RELEASED);
            return later(UNTIL_RELEASED);
        }
        if (agents.find(execution.agent()).isEmpty()) {
            return unknown(execution);
        }
        return switch (execution.status()) {
            case "waiting_approval" -> afterApproval(execution, node);
            case "started" -> isOverdue(execution) ? overdue(execution) : begin(execution, node);
            default -> begin(execution, node);
        };
    }

    /** What nobody works on ends here and now; what somebody worked on is ended by whoever takes it into work. */
    private Turn cancel(Standing execution, String node) {
        return execution.status().equals("running")
                ? new Turn.Cancel(ledger.claim(execution.id(), longest(execution), node))
                : ended(execution, Ending.cancelled());
    }

    private Turn overdue(Standing execution) {
        return ended(
                execution,
                Ending.failed(
                        FailureCode.DEADLINE_EXCEEDED,
                        "It waited for a free slot longer than it may take in all; start it again."));
    }

    private Turn ended(Standing execution, Ending ending) {
        items.cancelOpen(execution.id(), execution.fence());
        var degraded = ledger.finish(execution.id(), execution.fence(), ending);
        meters.ended(execution.agent(), ending.status(), degraded);
        return new Turn.Over();
    }

    /** During an upgrade a node may not know an agent that others have; one that nobody has for a day is gone. */
    private Turn unknown(Standing execution) {
        return clock.instant().isBefore(execution.createdAt().plus(UNTIL_GONE))
                ? later(UNTIL_KNOWN)
                : ended(
                        execution,
                        Ending.failed(
                                FailureCode.CONFIGURATION_MISSING,
                                "No service has an agent %s any more.".formatted(execution.agent())));
    }

    /** An execution at work goes on; one that waits stays until its agent is switched on. */
    private boolean isSwitchedOff(Standing execution) {
        return !execution.status().equals("running") && switches.isOff(execution.agent());
    }

    private boolean isOverdue(Standing execution) {
        return clock.instant().isAfter(execution.createdAt().plus(longest(execution)));
    }

    private Duration longest(Standing execution) {
        return agents.find(execution.agent())
                .map(agent -> agent.descriptor().deadline())
                .orElse(UNTIL_GONE);
    }

    private Turn afterApproval(Standing execution, String node) {
        var pending = approvals.pending(execution.id());
        if (pending.isPresent() && pending.get().expiresAt().isAfter(clock.instant())) {
            return new Turn.Later(pending.get().expiresAt());
        }
        pending.ifPresent(late -> approvals.expire(late, execution.id()));
        return approvals.isKeyTaken(execution) ? later(UNTIL_RELEASED) : begin(execution, node);
    }

    private Turn begin(Standing execution, String node) {
        var permission = needsNoSlot(execution) ? Slots.Permission.HELD : slots.take(execution.id());
        return switch (permission) {
            case NONE -> queued(execution);
            case CONTENDED -> later(UNTIL_CHOSEN);
            case HELD -> work(execution, node);
            case TAKEN -> withSlot(execution, work(execution, node));
        };
    }

    /** An execution at work always has a slot, unless it was taken back from it: then it must be in the queue to get one. */
    private Turn queued(Standing execution) {
        ledger.queueAgain(execution.id());
        return later(UNTIL_FREE);
    }

    private boolean needsNoSlot(Standing execution) {
        return agents.find(execution.agent())
                .map(agent -> agent.descriptor().internal())
                .orElse(true);
    }

    private Turn.Work work(Standing execution, String node) {
        var claim = ledger.claim(execution.id(), longest(execution), node);
        if (execution.inFlight()) {
            ledger.event(
                    claim.id(),
                    claim.fence(),
                    "taken_over",
                    Map.of("node", node, "from", execution.node() == null ? "" : execution.node()));
            meters.takenOver();
        }
        return new Turn.Work(claim);
    }

    private Turn.Work withSlot(Standing execution, Turn.Work work) {
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
