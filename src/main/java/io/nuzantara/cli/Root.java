package io.nuzantara.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands above the commands: help, version, and the list of them. */
@Command(
        name = "./nuzantara",
        versionProvider = Version.Lines.class,
        header = "Agents that read your client conversations at night and tell you in the morning%n"
                + "whom to call, what to answer better and what clients ask about.%n",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions of every command:%n",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not ready.", "To begin: ./nuzantara demo"})
class Root implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
