package io.nuzantara.readiness.check;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all checks at once, each on a thread of its own; those that compute take turns, so that on a busy machine the others have
 * answered before their time is up. One that hangs, throws or lacks a class fails alone, and the round ends whatever they do. The
 * threads are those of the platform: a check that loads classes or calls native code would pin the carrier of a virtual one, and two
 * of them keep every request from two carriers.
 */
public final class Round {

    private static final Logger log = LoggerFactory.getLogger(Round.class);
    private static final String ASK_AGAIN =
            "Ask again: ./nuzantara preflight; what hangs may be a firewall that drops silently";
    private static final String ASK_WHY = "Ask for the whole reason: ./nuzantara preflight -v";

    private static final String BUSY = "It computes here, and the machine is slow or busy.";

    private final List<Check> checks;
    private final Duration each;
    private final Duration all;

    /**
     * @param each longest time of one check, counted from its own start
     * @param all longest time of the round
     */
    public Round(List<Check> checks, Duration each, Duration all) {
        this.checks = List.copyOf(checks);
        this.each = each;
        this.all = all;
    }

    /** What is asked, in its order. */
    public List<Check> checks() {
        return checks;
    }

    /** A row and what was found. */
    public record Found(Check check, Verdict verdict) {}

    /** What was found, in the order of the checks. */
    public List<Found> look() {
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("readiness-", 0).factory());
        try {
            var turn = new Semaphore(1);
            var looks = checks.stream()
                    .<Callable<Verdict>>map(
                            check -> () -> check.computes() ? inTurn(turn, check, threads) : verdict(check, threads))
                    .toList();
            var answers = threads.invokeAll(looks, all.toMillis(), TimeUnit.MILLISECONDS);
            return java.util.stream.IntStream.range(0, checks.size())
                    .mapToObj(row -> new Found(checks.get(row), answer(checks.get(row), answers.get(row))))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return checks.stream()
                    .map(check -> new Found(check, new Verdict.Skip("The process stops.")))
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private Verdict inTurn(Semaphore turn, Check check, ExecutorService threads) throws InterruptedException {
        turn.acquire();
        try {
            return verdict(check, threads);
        } finally {
            turn.release();
        }
    }

    private Verdict verdict(Check check, ExecutorService threads) throws InterruptedException {
        var look = threads.submit(check::run);
        try {
            return look.get(each.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            look.cancel(true);
            return silent(check, each);
        } catch (ExecutionException e) {
            return broken(check, e.getCause() == null ? e : e.getCause());
        }
    }

    private Verdict silent(Check check, Duration waited) {
        var sentence = "It did not answer within %s.".formatted(words(waited));
        return check.computes()
                ? new Verdict.Warn(sentence + " " + BUSY, ASK_AGAIN)
                : new Verdict.Fail(sentence, ASK_AGAIN);
    }

    private static String words(Duration duration) {
        return duration.toSeconds() > 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static Verdict broken(Check check, Throwable cause) {
        log.debug("The check {} broke", check.id(), cause);
        return new Verdict.Fail(
                "It could not be looked at (%s).".formatted(cause.getClass().getSimpleName()), ASK_WHY);
    }

    private Verdict answer(Check check, Future<Verdict> answer) {
        return switch (answer.state()) {
            case SUCCESS -> answer.resultNow();
            case FAILED -> broken(check, answer.exceptionNow());
            case CANCELLED, RUNNING -> silent(check, all);
        };
    }
}
