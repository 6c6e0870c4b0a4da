package io.nuzantara.cli;

import io.nuzantara.database.StartRefused;
import io.nuzantara.environment.SettingName;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.validation.FieldError;

/**
 * Why the service did not start, as one sentence. Registered with Spring as the reporter of failures, so that Spring itself
 * prints neither an analysis nor a stack: the command that started the service tells the person.
 */
class StartFailures implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        return true;
    }

    static StartRefused refusal(Throwable failure) {
        return new StartRefused(sentence(failure), failure);
    }

    private static String sentence(Throwable failure) {
        return causes(failure)
                .map(StartFailures::known)
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElseGet(() -> unknown(failure));
    }

    private static String known(Throwable cause) {
        return switch (cause) {
            case StartRefused refused -> text(refused);
            case PortInUseException taken -> Ports.taken(InetAddress.getLoopbackAddress(), taken.getPort());
            case BindException wrong -> setting(wrong);
            case FlywayException migration ->
                "The database cannot be brought up to date (%s): start the version that it belongs to, or name another with --data."
                        .formatted(firstSentence(migration));
            default -> "";
        };
    }

    /** Names the variable or the setting but not its value, which may be a secret. */
    private static String setting(BindException wrong) {
        return causes(wrong)
                .flatMap(cause -> cause instanceof BindValidationException invalid ? Stream.of(invalid) : Stream.of())
                .findFirst()
                .map(StartFailures::outOfBounds)
                .orElseGet(() -> unreadable(wrong));
    }

    private static String outOfBounds(BindValidationException invalid) {
        var errors = invalid.getValidationErrors();
        return errors.getAllErrors().stream()
                .flatMap(error -> error instanceof FieldError field ? Stream.of(field) : Stream.of())
                .findFirst()
                .map(error -> "%s %s: correct it and start again."
                        .formatted(
                                SettingName.told(errors.getName() + "." + dashed(error.getField()), Origin.from(error)),
                                PlainText.of(String.valueOf(error.getDefaultMessage()))))
                .orElse("The settings below %s cannot be used: correct them and start again."
                        .formatted(errors.getName()));
    }

    private static String dashed(String field) {
        return field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String unreadable(BindException wrong) {
        var property = wrong.getProperty();
        var name = property == null
                ? wrong.getName().toString()
                : SettingName.told(property.getName().toString(), property.getOrigin());
        var reason = causes(wrong)
                .reduce((_, deeper) -> deeper)
                .map(StartFailures::text)
                .orElse("");
        var shown = property == null || property.getValue() == null
                ? reason
                : reason.replace(property.getValue().toString(), "the value");
        return "The setting %s cannot be used (%s): correct it and start again."
                .formatted(name, PlainText.of(shown.lines().findFirst().orElse("")));
    }

    private static String unknown(Throwable failure) {
        var deepest = causes(failure).reduce((_, deeper) -> deeper).orElse(failure);
        return "Nuzantara could not start (%s: %s): start it with -v to see where."
                .formatted(deepest.getClass().getSimpleName(), firstSentence(deepest));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && causes.size() < 50; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes.stream();
    }

    private static String firstSentence(Throwable failure) {
        var lines =
                text(failure).lines().filter(line -> !line.isBlank()).limit(2).collect(Collectors.joining(" "));
        return PlainText.of(lines.length() > 300 ? lines.substring(0, 300) + " ..." : lines);
    }

    private static String text(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? "" : message;
    }
}
