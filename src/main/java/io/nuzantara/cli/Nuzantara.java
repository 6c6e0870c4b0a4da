package io.nuzantara.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The program on the command line: commands that need no Spring, and the two that are the service. */
public final class Nuzantara {

    private final Class<?> application;
    private final Surroundings surroundings;

    /**
     * The program of this process. What libraries print is no result: from here on it goes to stderr.
     *
     * @param application the class Spring starts the service from
     */
    public Nuzantara(Class<?> application) {
        this(application, Surroundings.ofThisProcess());
        System.setOut(System.err);
    }

    Nuzantara(Class<?> application, Surroundings surroundings) {
        this.application = application;
        this.surroundings = surroundings;
    }

    /**
     * Runs one command; none means {@code up}.
     *
     * @return 0 done, 1 the asked-for thing failed, 2 wrong usage, 3 not ready
     */
    public int run(String... arguments) {
        var given = List.of(arguments);
        var failures = new Failures(surroundings, given);
        return commands(given)
                .setParameterExceptionHandler((wrong, _) -> failures.usage(wrong))
                .setExecutionExceptionHandler((failure, command, _) -> failures.report(failure, command))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(given.isEmpty() ? new String[] {"up"} : arguments);
    }

    CommandLine commands(List<String> given) {
        var root = new CommandLine(new Root());
        root.getCommandSpec().addMixin("common", CommandSpec.forAnnotatedObject(new Common()));
        return root.addSubcommand(new Up(application, surroundings))
                .addSubcommand(new Demo(application, surroundings))
                .addSubcommand(new Import(surroundings))
                .addSubcommand(new Run(surroundings))
                .addSubcommand(new Status(surroundings))
                .addSubcommand(new ExecutionsCommand(surroundings))
                .addSubcommand(new ExecutionCommand(surroundings))
                .addSubcommand(approvals())
                .addSubcommand(new SwitchCommands.Stop(surroundings))
                .addSubcommand(new SwitchCommands.Resume(surroundings))
                .addSubcommand(new CycleCommands.Cycle(surroundings))
                .addSubcommand(new CycleCommands.Plan(surroundings))
                .addSubcommand(new Validate(surroundings))
                .addSubcommand(new PreflightCommand(surroundings))
                .addSubcommand(tokens())
                .addSubcommand(new Version(surroundings))
                .addSubcommand(new BackupCommand(surroundings))
                .addSubcommand(new RestoreCommand(surroundings))
                .addSubcommand(new OfLauncher.Test())
                .addSubcommand(new OfLauncher.Bench())
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(ansi(given)))
                .setUsageHelpAutoWidth(surroundings.terminal());
    }

    private CommandLine approvals() {
        return new CommandLine(new ApprovalCommands.Group())
                .addSubcommand(new ApprovalCommands.ListAll(surroundings))
                .addSubcommand(new ApprovalCommands.Approve(surroundings))
                .addSubcommand(new ApprovalCommands.Reject(surroundings));
    }

    private CommandLine tokens() {
        return new CommandLine(new TokenCommands.Group())
                .addSubcommand(new TokenCommands.Create(surroundings))
                .addSubcommand(new TokenCommands.ListAll(surroundings))
                .addSubcommand(new TokenCommands.Revoke(surroundings))
                .addSubcommand(new SignInCommand(surroundings));
    }

    private Ansi ansi(List<String> given) {
        var wanted =
                surroundings.terminal() && surroundings.variable("NO_COLOR") == null && !given.contains("--no-color");
        return wanted ? Ansi.ON : Ansi.OFF;
    }
}
