package io.nuzantara.readiness.check;

/** Whether the disk of the data directory has room. */
final class DiskCheck implements Check {

    private static final long GB = 1_000_000_000L;
    private static final double WARN_SHARE = 0.2;
    private static final double FAIL_SHARE = 0.1;
    private static final long WARN_BYTES = 2 * GB;

    private final Site site;

    DiskCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "disk";
    }

    @Override
    public Group group() {
        return Group.MACHINE;
    }

    @Override
    public Verdict run() {
        var space = site.machine().space(site.data());
        var share = (double) space.free() / Math.max(1, space.total());
        var says = "%.1f GB (%.0f %%) are free on the disk of %s."
                .formatted((double) space.free() / GB, share * 100, site.data());
        if (share < FAIL_SHARE || space.free() < GB) {
            return new Verdict.Fail(says, fix());
        }
        return share <= WARN_SHARE || space.free() <= WARN_BYTES
                ? new Verdict.Warn(says, fix())
                : new Verdict.Pass(says);
    }

    private String fix() {
        return "Free space or enlarge the disk; what takes it: du -xh --max-depth=2 %s | sort -h | tail"
                .formatted(site.data());
    }
}
