package io.nuzantara.alert;

import io.nuzantara.security.KillSwitch;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings notices that are due to the channel, one after the other. What the channel does not take is kept and goes to the log
 * meanwhile; while everything is stopped only notices of the stop go out.
 */
class AlertDelivery {

    private static final Logger log = LoggerFactory.getLogger(AlertDelivery.class);

    private final Notices notices;
    private final Turns turns;
    private final Channel channel;
    private final AlertMeters meters;
    private final BooleanSupplier stopped;
    private final Executor executor;
    private final Pause pause;
    private final LogChannel meanwhile = new LogChannel();
    private final ReentrantLock working = new ReentrantLock();

    /** Waits; tests move their clock instead. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** @param stopped whether only notices of a stop may go out: {@link KillSwitch#isStopped} */
    AlertDelivery(
            Notices notices,
            Turns turns,
            Channel channel,
            AlertMeters meters,
            BooleanSupplier stopped,
            Executor executor,
            Pause pause) {
        this.notices = notices;
        this.turns = turns;
        this.channel = channel;
        this.meters = meters;
        this.stopped = stopped;
        this.executor = executor;
        this.pause = pause;
    }

    /** Delivers on another thread as soon as the caller's transaction, if there is one, is committed. */
    void deliverAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            executor.execute(this::deliverDue);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                executor.execute(AlertDelivery.this::deliverDue);
            }
        });
    }

    /** Delivers what is due; returns at once while another thread of this process does. */
    void deliverDue() {
        if (!working.tryLock()) {
            return;
        }
        try {
            turns.show(channel);
            var goesOn = !turns.isLeftToOthers(channel);
            while (goesOn) {
                goesOn = deliverNext();
            }
        } catch (DataAccessException e) {
            log.warn("Alerts wait for the database; they are tried again within seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            working.unlock();
        }
    }

    /** Whether another notice may follow now. */
    private boolean deliverNext() throws InterruptedException {
        var onlyStops = stopped.getAsBoolean();
        if (onlyStops) {
            notices.hold();
            logMeanwhile();
        }
        if (!notices.isAnyDue(onlyStops)) {
            return false;
        }
        return switch (turns.take(channel)) {
            case Turns.Turn.Now() -> post(onlyStops);
            case Turns.Turn.Soon(var in) -> {
                pause.of(in);
                yield true;
            }
            case Turns.Turn.Later(var failing) -> {
                if (failing) {
                    logMeanwhile();
                }
                yield false;
            }
        };
    }

    private boolean post(boolean onlyStops) {
        var notice = notices.claimDue(onlyStops);
        if (notice.isEmpty()) {
            turns.giveBack(channel);
            return false;
        }
        return settle(notice.get(), channel.send(notice.get()));
    }

    private boolean settle(Notice notice, Channel.Result result) {
        meters.posted(channel.name(), result);
        return switch (result) {
            case Channel.Result.Delivered() -> delivered(notice);
            case Channel.Result.Unfit(var reason) -> {
                notices.setAside(notice, reason);
                turns.worked(channel);
                logMeanwhile();
                yield true;
            }
            case Channel.Result.Failed(var reason, var wish) -> {
                turns.failed(channel, reason, wish);
                yield kept(notice, reason);
            }
            case Channel.Result.Refused(var reason) -> {
                turns.refused(channel, reason);
                log.error(
                        "Alerts to {} are refused ({}). They are kept and in the log; correct SLACK_WEBHOOK_URL and start again.",
                        channel.name(),
                        reason);
                yield kept(notice, reason);
            }
        };
    }

    private boolean delivered(Notice notice) {
        notices.delivered(notice, channel.name());
        meters.delivered(notice);
        if (turns.worked(channel)) {
            log.info("Alerts are delivered to {} again", channel.name());
        }
        return true;
    }

    private boolean kept(Notice notice, String reason) {
        notices.kept(notice, reason);
        logMeanwhile();
        return false;
    }

    private void logMeanwhile() {
        notices.takeUnlogged().forEach(meanwhile::send);
    }

    /** A service has started: a channel that refused before is tried again. */
    void reopen() {
        turns.reopen(channel);
        if (turns.isLeftToOthers(channel)) {
            log.warn(
                    "SLACK_WEBHOOK_URL is set on another node and not on this one: the other node delivers the alerts");
        }
        executor.execute(this::deliverDue);
    }
}
