package io.nuzantara.telemetry;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.nuzantara.database.DataDirectory;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the load of machine and process. What cannot be read is null. */
@Component
class SystemProbe {

    private final DataSource dataSource;
    private final DataDirectory data;

    SystemProbe(DataSource dataSource, DataDirectory data) {
        this.dataSource = dataSource;
        this.data = data;
    }

    SystemSample read() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var load = share(machine.getSystemLoadAverage());
        var total = machine.getTotalMemorySize();
        var heapMax = Runtime.getRuntime().maxMemory();
        return new SystemSample(
                share(machine.getCpuLoad()),
                share(machine.getProcessCpuLoad()),
                load == null ? null : load / machine.getAvailableProcessors(),
                total <= 0 ? null : total - machine.getFreeMemorySize(),
                total <= 0 ? null : total,
                heapAfterCollection(),
                heapMax == Long.MAX_VALUE ? null : heapMax,
                collectionMillis(),
                pool(),
                diskFree());
    }

    /** The platform says "not available" with a negative number. */
    private static @Nullable Double share(double value) {
        return value < 0 || Double.isNaN(value) ? null : value;
    }

    private static @Nullable Long heapAfterCollection() {
        var pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .toList();
        return pools.isEmpty()
                ? null
                : pools.stream()
                        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                        .sum();
    }

    private static long collectionMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }

    private SystemSample.@Nullable Pool pool() {
        try {
            if (!dataSource.isWrapperFor(HikariDataSource.class)) {
                return null;
            }
            var hikari = dataSource.unwrap(HikariDataSource.class);
            var state = hikari.getHikariPoolMXBean();
            return state == null
                    ? null
                    : new SystemSample.Pool(
                            state.getActiveConnections(),
                            state.getThreadsAwaitingConnection(),
                            hikari.getMaximumPoolSize());
        } catch (SQLException e) {
            return null;
        }
    }

    private @Nullable Long diskFree() {
        try {
            return Files.getFileStore(data.root()).getUsableSpace();
        } catch (IOException e) {
            return null;
        }
    }
}
