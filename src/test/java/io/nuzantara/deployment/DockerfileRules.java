package io.nuzantara.deployment;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every Dockerfile of ours keeps to, as one sentence for each place that does not. */
final class DockerfileRules {

    private static final Pattern SECRET =
            Pattern.compile(".*(TOKEN|KEY|PASSWORD|SECRET|CREDENTIAL|DATABASE_URL|WEBHOOK).*");
    private static final Pattern EXACT = Pattern.compile(
            "[a-z0-9./_-]+(:[0-9]+)?(/[a-z0-9._-]+)*:[0-9]+\\.[0-9]+[A-Za-z0-9._-]*(@sha256:[0-9a-f]{64})?");
    private static final Pattern ARGUMENT = Pattern.compile("\\$\\{?(\\w+)}?");

    private DockerfileRules() {}

    static List<String> violations(Dockerfile file) {
        return Stream.of(bases(file), secrets(file), additions(file), user(file), execForms(file), completeness(file))
                .flatMap(sentences -> sentences)
                .toList();
    }

    private static Stream<String> bases(Dockerfile file) {
        var stages = file.all("FROM")
                .map(Instruction::words)
                .filter(words -> words.size() == 3)
                .map(words -> words.get(2))
                .collect(Collectors.toSet());
        return file.all("FROM")
                .map(from -> resolved(file, from.words().getFirst()))
                .distinct()
                .filter(image ->
                        !stages.contains(image) && !EXACT.matcher(image).matches())
                .map(image -> "the base image " + image + " has no exact version");
    }

    private static String resolved(Dockerfile file, String image) {
        var argument = ARGUMENT.matcher(image);
        return argument.matches() ? file.argument(argument.group(1)) : image;
    }

    private static Stream<String> secrets(Dockerfile file) {
        return Stream.concat(file.all("ENV"), file.all("ARG"))
                .flatMap(instruction -> instruction.assignments().keySet().stream())
                .filter(name -> SECRET.matcher(name).matches())
                .map(name -> name + " would be readable in the image");
    }

    private static Stream<String> additions(Dockerfile file) {
        return file.all("ADD").map(add -> "ADD " + add.text() + ": COPY takes files, and nothing is fetched unchecked");
    }

    private static Stream<String> user(Dockerfile file) {
        return file.has("USER") && file.last("USER").text().matches("[1-9][0-9]*(:[1-9][0-9]*)?")
                ? Stream.empty()
                : Stream.of("the user is no number, or root");
    }

    private static Stream<String> execForms(Dockerfile file) {
        return file.instructions().stream()
                .filter(instruction ->
                        Set.of("ENTRYPOINT", "CMD", "HEALTHCHECK").contains(instruction.keyword()))
                .filter(instruction -> instruction.exec().isEmpty())
                .map(instruction -> instruction.keyword() + " starts a shell that takes the signals");
    }

    private static Stream<String> completeness(Dockerfile file) {
        return Stream.of("ENTRYPOINT", "CMD", "HEALTHCHECK", "LABEL", "EXPOSE", "STOPSIGNAL", "VOLUME", "WORKDIR")
                .filter(keyword -> !file.has(keyword))
                .map(keyword -> "the image has no " + keyword);
    }
}
