package io.nuzantara.readiness.check;

import io.nuzantara.execution.EngineHealth;
import io.nuzantara.execution.EngineHealth.Schedule;
import io.nuzantara.execution.Occurrences;
import io.nuzantara.orchestrator.CycleHealth;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether time zone and schedules can be read. */
final class SchedulesCheck implements Check {

    private final Site site;

    SchedulesCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "schedules";
    }

    @Override
    public Group group() {
        return Group.SETTINGS;
    }

    @Override
    public Verdict run() {
        var looks = new ArrayList<Verdict>(List.of(zone(), cycles()));
        var agents = site.ask(this::agents);
        if (!(agents instanceof Verdict.Skip)) {
            looks.add(agents);
        }
        return Verdict.of(looks);
    }

    private Verdict zone() {
        var zone = site.setting("nuzantara.zone");
        try {
            return new Verdict.Pass("Time zone %s.".formatted(ZoneId.of(zone)));
        } catch (DateTimeException e) {
            return new Verdict.Fail(
                    "CRON_TIMEZONE is no time zone of the IANA database.",
                    "CRON_TIMEZONE=Asia/Makassar; the others: timedatectl list-timezones");
        }
    }

    private Verdict cycles() {
        return CycleHealth.scheduleFault(site.settings())
                .<Verdict>map(fault -> new Verdict.Fail(
                        "The schedule of the cycles cannot be read (%s).".formatted(fault),
                        "NUZANTARA_ORCHESTRATOR_CRON='0 0 * * * *': second, minute, hour, day, month, day of the week"))
                .orElseGet(() -> new Verdict.Pass("Cycles have a schedule."));
    }

    private Verdict agents(JdbcClient jdbc) {
        var schedules = new EngineHealth(jdbc).schedules();
        var faults = schedules.stream()
                .map(SchedulesCheck::fault)
                .flatMap(Optional::stream)
                .toList();
        return faults.isEmpty()
                ? new Verdict.Pass("%d agents have schedules.".formatted(schedules.size()))
                : Verdict.of(faults);
    }

    private static Optional<Verdict> fault(Schedule schedule) {
        try {
            Occurrences.of(schedule.cron(), schedule.zone());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new Verdict.Fail(
                    "The schedule of %s cannot be read (%s).".formatted(schedule.agent(), e.getMessage()),
                    "UPDATE nuzantara.agent_settings SET cron = '0 0 4 * * *', zone = 'Asia/Makassar' WHERE agent = '%s';"
                            .formatted(schedule.agent())));
        }
    }
}
