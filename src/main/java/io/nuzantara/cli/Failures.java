package io.nuzantara.cli;

import io.nuzantara.database.StartRefused;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.node.ObjectNode;

/** Tells a failure: one sentence for people, one problem line (RFC 9457) with {@code --json}. */
record Failures(Surroundings surroundings, List<String> arguments) {

    Failures {
        arguments = List.copyOf(arguments);
    }

    int usage(ParameterException wrong) {
        var command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        var message = wrong.getMessage() == null ? "Wrong usage" : wrong.getMessage();
        var sentence = "%s. See: %s --help".formatted(message.strip().replaceAll("\\.$", ""), command);
        return tell(new CommandFailed(CommandFailed.USAGE, "usage", sentence));
    }

    int report(Exception failure, CommandLine command) {
        if (arguments.contains("-v") || arguments.contains("--verbose")) {
            failure.printStackTrace(surroundings.err());
        }
        return tell(
                switch (failure) {
                    case CommandFailed told -> told;
                    case StartRefused refused -> notStarted(refused);
                    default -> unexpected(failure, command.getCommandSpec().qualifiedName());
                });
    }

    private static CommandFailed notStarted(StartRefused refused) {
        var message = refused.getMessage() == null ? "The service did not start." : refused.getMessage();
        return new CommandFailed(CommandFailed.NOT_READY, "start-refused", message);
    }

    private static CommandFailed unexpected(Exception failure, String command) {
        return new CommandFailed(
                CommandFailed.FAILED,
                "unexpected",
                "This should not happen (%s: %s). For more: %s -v"
                        .formatted(failure.getClass().getSimpleName(), failure.getMessage(), command));
    }

    private int tell(CommandFailed failure) {
        var line = arguments.contains("--json") ? Json.line(problem(failure)) : PlainText.of(failure.sentence());
        surroundings.err().println(line);
        surroundings.err().flush();
        return failure.exitCode();
    }

    private static ObjectNode problem(CommandFailed failure) {
        var problem = Json.object()
                .put("type", "/help/problems/" + failure.code())
                .put("title", title(failure.code()))
                .put("detail", failure.sentence())
                .put("code", failure.code());
        if (failure.problem() instanceof ObjectNode said) {
            problem.setAll(said);
        }
        return problem;
    }

    private static String title(String code) {
        return code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1).replace('-', ' ');
    }
}
