package io.nuzantara.dashboard.web;

import io.nuzantara.PageSamples;
import io.nuzantara.dashboard.ProblemPages.ProblemHelp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public final class DashboardPageSamples implements PageSamples {

    private static final State DONE = new State("tick", "ok", "done");
    private static final State RUNNING = new State("dot", "info", "running");
    private static final State NOT_WHOLE = new State("tick-dot", "warn", "done, not whole");
    private static final State FAILED = new State("cross", "bad", "failed");
    private static final State WAITING = new State("hand", "waiting", "needs you");
    private static final State NEVER = new State("ring", "muted", "not yet");
    private static final String ID = "0190c1a2-7d3e-7c5a-8f00-3b1c6a2d9e10";

    @Override
    public Map<String, List<Record>> byTemplate() {
        var pages = new HashMap<String, List<Record>>(others());
        pages.put(
                "dashboard/readiness",
                List.of(
                        readiness(),
                        new ReadinessPage("0", "As strict as one machine needs it.", at("8:00"), List.of())));
        return pages;
    }

    private static Map<String, List<Record>> others() {
        return Map.of(
                "dashboard/today", List.of(full(), empty()),
                "dashboard/executions", List.of(executions(), noExecutions()),
                "dashboard/execution", List.of(execution(), started()),
                "dashboard/approvals", List.of(approvals(), new ApprovalsPage("0", null, List.of(), null)),
                "dashboard/cycles", List.of(cycles(), new CyclesPage(List.of())),
                "dashboard/cycle", List.of(cycle(), undecided()),
                "dashboard/alerts", List.of(alerts(), new AlertsPage("They go to the log.", null, List.of(), null)),
                "dashboard/drafts", List.of(drafts(), new DraftsPage("0", List.of())),
                "dashboard/problems", List.of(new HelpPages.Page(List.of(help())), new HelpPages.Page(List.of())));
    }

    private static TodayPage full() {
        return new TodayPage(
                "Good afternoon",
                new Moment("2026-11-22T06:10:00Z", "Sun 22 Nov 14:10 WITA", "Sunday 22 November 2026 14:10:00 WITA"),
                "Everything is stopped since 14:02 by operator: the provider bills twice.",
                new Checklist(
                        "Version 0.1.0: 1 of 2 done",
                        List.of(
                                new Checklist.Item(DONE, "The agents service runs", "1 of 0.1.0.", "/#nodes"),
                                new Checklist.Item(NEVER, "A cycle has ended", "None has ended yet.", "/cycles"))),
                List.of(
                        new TodayPage.Need(
                                WAITING, "12 messages to clients are drafted. Nothing has been sent.", "/drafts"),
                        new TodayPage.Need(
                                NOT_WHOLE,
                                "Performance Optimizer: done, not whole. pg_stat_statements is not installed.",
                                "/executions/" + ID)),
                true,
                List.of(
                        new AgentCard(
                                "Client Value Predictor",
                                "Scores clients and finds whom to contact.",
                                "every day at 10:00 (Asia/Makassar)",
                                DONE,
                                ID,
                                at("14:00"),
                                "2,357 clients scored: 41 VIP, 212 at high risk. 12 messages drafted, none sent.",
                                List.of(
                                        new Figure("12", "VIP clients to contact"),
                                        new Figure("9", "high-risk clients to contact"),
                                        new Figure("0", "messages sent")),
                                List.of()),
                        new AgentCard(
                                "Conversation Trainer",
                                "Learns from well and badly rated conversations.",
                                "every Sunday at 04:00 (Asia/Makassar)",
                                DONE,
                                ID,
                                at("04:03"),
                                "4 habits separate well from badly rated answers; the prompt change is 6 lines.",
                                List.of(
                                        new Figure("4", "insights"),
                                        new Figure("1,842", "characters in the improved prompt")),
                                List.of("17 unexamined ratings")),
                        new AgentCard(
                                "Performance Optimizer",
                                "Finds what makes the system slow.",
                                "every 6 hours (Asia/Makassar)",
                                NOT_WHOLE,
                                ID,
                                at("12:00"),
                                "One foreign key has no index; statement statistics are missing.",
                                List.of(new Figure("3", "findings")),
                                List.of()),
                        new AgentCard(
                                "Knowledge Graph Builder",
                                "Reads people, companies, permits and prices out of conversations.",
                                "every day at 04:00 (Asia/Makassar)",
                                RUNNING,
                                ID,
                                at("14:09"),
                                "reading conversations, 18 of 61 blocks",
                                List.of(),
                                List.of("2,153 unread conversations"))),
                part(),
                List.of(row(RUNNING, null), row(DONE, "3 s"), row(FAILED, "2 min 4 s")),
                "17 of the checks are in order, 1 deserves a look, 1 does not work, 1 was skipped.",
                List.of(
                        new TodayPage.CheckLine(FAILED, "Database", "3 migrations are pending, from 141 on."),
                        new TodayPage.CheckLine(NOT_WHOLE, "Slack", "No webhook is set.")),
                List.of(
                        new TodayPage.NodeLine("bali-1-4711-9f86d081", "agents", "0.1.0", at("14:10")),
                        new TodayPage.NodeLine("bali-2-1203-1c6a2d9e", "orchestrator", "0.1.0", at("14:10"))));
    }

    private static CyclePart part() {
        return new CyclePart(
                ID,
                DONE,
                at("14:00"),
                "24 s",
                "the hourly cycle",
                "Two of four agents ran and both are done; two had no reason to run.",
                List.of(
                        new CyclePart.Ran(
                                "Client Value Predictor",
                                "2,357 clients have no score yet; from 10 on it runs.",
                                DONE,
                                "2,357 clients scored: 41 VIP, 212 at high risk.",
                                ID,
                                "3 s"),
                        new CyclePart.Ran(
                                "Knowledge Graph Builder",
                                "3,053 conversations are unread; from 25 on it runs.",
                                RUNNING,
                                "",
                                null,
                                null)),
                List.of(
                        new CyclePart.LeftOut(
                                "Conversation Trainer", "It started 10 hours ago; its pause is 24 hours.", at("04:00")),
                        new CyclePart.LeftOut("Performance Optimizer", "Nothing is due and nothing was seen.", null)),
                List.of(
                        new CyclePart.Seen("new clients today", "12", null),
                        new CyclePart.Seen("mean response time (ms)", "38", null),
                        new CyclePart.Seen(
                                "share of failed requests", null, "fewer than 11 requests in the last hour")));
    }

    private static CyclesPage cycles() {
        return new CyclesPage(List.of(
                new CyclesPage.CycleRow(
                        ID,
                        DONE,
                        at("14:00"),
                        "the model",
                        "Client Value Predictor",
                        "1 of 1 agents completed.",
                        "24 s"),
                new CyclesPage.CycleRow(ID, RUNNING, at("13:00"), "", "", "Looking at the system.", null)));
    }

    private static CyclePage cycle() {
        return new CyclePage(
                ID,
                part(),
                new CyclePage.Decision(
                        "Rules decided, because the language model did not.",
                        "The model did not answer within 10 seconds.",
                        "Model and rules agree on 3 of 4 agents.",
                        List.of(new CyclePage.Compared(
                                "Client Value Predictor", "1.", "Most clients wait for a score.", "2."))),
                List.of(new CyclePage.Timing("look at the system", "2 s")));
    }

    private static CyclePage undecided() {
        return new CyclePage(ID, part(), null, List.of());
    }

    private static AlertsPage alerts() {
        return new AlertsPage(
                "They go to Slack. 2 wait to be delivered.",
                "Slack has not taken alerts since 14:00 (Slack answered 503).",
                List.of(
                        new AlertsPage.AlertRow(
                                FAILED,
                                "Client Value Predictor failed",
                                "Its finished steps are kept.",
                                "/executions/" + ID,
                                at("14:00"),
                                null,
                                "not yet"),
                        new AlertsPage.AlertRow(
                                DONE,
                                "Agents service does not answer",
                                "Nothing was lost.",
                                "/cycles",
                                at("12:00"),
                                at("13:00"),
                                "Slack")),
                "/alerts?before=17");
    }

    private static TodayPage empty() {
        var agent = new AgentCard(
                "Conversation Trainer",
                "Learns from conversations.",
                "every Sunday at 04:00",
                NEVER,
                null,
                null,
                "It has not run yet.",
                List.of(),
                List.of());
        return new TodayPage(
                "Good morning",
                at("08:00"),
                null,
                null,
                List.of(),
                false,
                List.of(agent),
                null,
                List.of(),
                null,
                List.of(),
                List.of());
    }

    private static ReadinessPage readiness() {
        return new ReadinessPage(
                "17 of the checks are in order, 1 deserves a look, 1 does not work, 1 was skipped.",
                "As strict as production needs it.",
                at("14:10"),
                List.of(new ReadinessPage.Part(
                        "data",
                        "Data",
                        List.of(
                                new ReadinessPage.CheckRow(
                                        FAILED,
                                        "Database",
                                        "3 migrations are pending, from 141 on.",
                                        "./nuzantara up --migrate-only",
                                        at("14:00")),
                                new ReadinessPage.CheckRow(DONE, "Clock", "0.0 s apart.", null, at("08:00"))))));
    }

    private static ExecutionsPage executions() {
        return new ExecutionsPage(
                List.of(
                        new ExecutionsPage.Choice("", "all agents", false),
                        new ExecutionsPage.Choice("conversation_trainer", "Conversation Trainer", true)),
                List.of(new ExecutionsPage.Choice("", "any state", true)),
                List.of(row(DONE, "3 s"), row(FAILED, "12 s")),
                "52",
                "/executions?before=2026-11-22T06:00:00Z&id=" + ID);
    }

    private static ExecutionsPage noExecutions() {
        return new ExecutionsPage(List.of(), List.of(), List.of(), "0", null);
    }

    private static ExecutionPage execution() {
        return new ExecutionPage(
                row(NOT_WHOLE, "24 s"),
                true,
                "It is being cancelled; what is finished stays.",
                new ExecutionPage.Actions(true, true, true, true),
                "service",
                at("14:01"),
                "A setting is missing.",
                List.of("Some sources could not be read."),
                new ExecutionPage.ItemProgress("2,950 of 3,053 done, 3 failed", 2953, 3053),
                List.of(new Figure("412", "top entities"), new Figure("37", "hubs")),
                List.of(new ExecutionPage.Pair("Attempts", "1"), new ExecutionPage.Pair("days_back", "90")),
                List.of(
                        new ExecutionPage.StepLine(DONE, "collect", at("14:00"), "under a second"),
                        new ExecutionPage.StepLine(RUNNING, "extract:1", at("14:00"), null)),
                List.of(new ExecutionPage.FailedItem("conversation", "4711", "The model refused.", "tried 5 times")),
                List.of(new ExecutionPage.EffectLine(
                        "pull_request", "pr:conversation_trainer:1f", "unknown", null, true)),
                List.of(
                        new ExecutionPage.EventLine(at("14:00"), "accepted", ""),
                        new ExecutionPage.EventLine(at("14:00"), "a step is done", "step collect")),
                "{\n  \"status\" : \"completed\"\n}");
    }

    private static ExecutionPage started() {
        return new ExecutionPage(
                new ExecutionRow(ID, NEVER, "Conversation Trainer", "a request", at("14:00"), null, ""),
                false,
                null,
                new ExecutionPage.Actions(false, false, false, false),
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "{}");
    }

    private static ApprovalsPage approvals() {
        return new ApprovalsPage(
                "2", "Approved. The agent goes on.", List.of(waiting(true), waiting(false)), "/approvals?after=" + ID);
    }

    private static ApprovalsPage.Waiting waiting(boolean mayDecide) {
        return new ApprovalsPage.Waiting(
                ID,
                "Open a pull request with the new prompt",
                "Conversation Trainer",
                ID,
                "publish",
                "prompt:approve",
                at("14:00"),
                at("14:00"),
                "{\n  \"diff\" : \"+ Answer within a day\"\n}",
                "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862",
                mayDecide);
    }

    private static ExecutionRow row(State state, @org.jspecify.annotations.Nullable String duration) {
        return new ExecutionRow(
                ID,
                state,
                "Knowledge Graph Builder",
                "a cycle",
                at("14:00"),
                duration,
                "1,204 entities from 3,053 conversations; most mentioned: KITAS, Bali Zero, Denpasar.");
    }

    private static DraftsPage drafts() {
        return new DraftsPage(
                "12",
                List.of(
                        new DraftsPage.DraftRow(
                                "Made Wijaya",
                                "Indonesian",
                                at("14:00"),
                                List.of(
                                        new DraftsPage.Because("segment", "VIP"),
                                        new DraftsPage.Because("churn risk", "34")),
                                "Halo Pak Made, KITAS Bapak berlaku sampai 14 Januari. Apakah kami boleh menyiapkan perpanjangannya?"),
                        new DraftsPage.DraftRow("Tom Becker", "English", at("14:00"), List.of(), "Hello Tom, ...")));
    }

    private static ProblemHelp help() {
        return new ProblemHelp(
                "agent-unknown", "There is no such agent", "The address names no agent.", "Take one of the names.");
    }

    private static Moment at(String time) {
        return new Moment("2026-11-22T06:00:00Z", time, "Sunday 22 November 2026 " + time + ":00 WITA");
    }
}
