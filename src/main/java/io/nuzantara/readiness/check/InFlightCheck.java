package io.nuzantara.readiness.check;

import io.nuzantara.execution.EngineHealth;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Before an upgrade: executions that the new version will have to go on with. */
final class InFlightCheck implements Check {

    private final Site site;

    InFlightCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "executions";
    }

    @Override
    public Group group() {
        return Group.WORK;
    }

    @Override
    public Verdict run() {
        return site.ask(InFlightCheck::counted);
    }

    private static Verdict counted(JdbcClient jdbc) {
        var agents = new EngineHealth(jdbc).inFlight();
        return agents.isEmpty()
                ? new Verdict.Pass("No execution is under way.")
                : new Verdict.Warn(
                        "%d executions are under way (%s). The new version goes on with them; one whose steps changed ends as step_incompatible."
                                .formatted(
                                        agents.size(),
                                        String.join(
                                                ", ", agents.stream().distinct().toList())),
                        "Wait for them: ./nuzantara status --watch; what ends all the same is repeated by: ./nuzantara execution ID --retry");
    }
}
