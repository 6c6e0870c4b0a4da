package io.nuzantara.readiness.check;

/** Whether anything of ours may call out. */
final class OutboundCheck implements Check {

    private final Site site;

    OutboundCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "outbound";
    }

    @Override
    public Group group() {
        return Group.WORK;
    }

    @Override
    public Verdict run() {
        return switch (site.outbound()) {
            case Outbound.Free() -> new Verdict.Pass("Nothing is stopped. Messages to clients stay drafts.");
            case Outbound.Stopped(var stop) ->
                new Verdict.Warn(
                        "Everything is stopped since %s by %s.".formatted(stop.since(), stop.by()),
                        stop.concernsOneNode() ? "rm %s".formatted(site.data().resolve("STOP")) : "./nuzantara resume");
            case Outbound.Unknown(var sentence) ->
                new Verdict.Skip("Whether everything is stopped is not known. %s".formatted(sentence));
        };
    }
}
