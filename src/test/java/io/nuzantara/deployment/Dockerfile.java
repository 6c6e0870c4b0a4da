package io.nuzantara.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Dockerfile as it is read by the builder: comments gone, continued lines joined. */
record Dockerfile(List<Instruction> instructions) {

    Dockerfile {
        instructions = List.copyOf(instructions);
    }

    static Dockerfile parse(String text) {
        var lines = new ArrayList<Instruction>();
        var open = new StringBuilder();
        for (var line : text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .toList()) {
            var continued = line.stripTrailing().endsWith("\\");
            open.append(continued ? line.stripTrailing().replaceFirst("\\\\$", "") : line)
                    .append(' ');
            if (!continued) {
                lines.add(Instruction.parse(open.toString()));
                open.setLength(0);
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("the last line of the Dockerfile is continued by nothing");
        }
        return new Dockerfile(lines);
    }

    Stream<Instruction> all(String keyword) {
        return instructions.stream().filter(instruction -> instruction.is(keyword));
    }

    /** What holds in the image itself: the last of its kind wins, and only after the last FROM. */
    Instruction last(String keyword) {
        return finalStage()
                .filter(instruction -> instruction.is(keyword))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("the image has no " + keyword));
    }

    boolean has(String keyword) {
        return finalStage().anyMatch(instruction -> instruction.is(keyword));
    }

    private Stream<Instruction> finalStage() {
        var start = 0;
        for (var i = 0; i < instructions.size(); i++) {
            start = instructions.get(i).is("FROM") ? i : start;
        }
        return instructions.stream().skip(start);
    }

    /** Default of a build argument. */
    String argument(String name) {
        return all("ARG")
                .map(Instruction::assignments)
                .filter(given -> given.containsKey(name))
                .findFirst()
                .map(given -> given.getOrDefault(name, ""))
                .orElseThrow(() -> new IllegalArgumentException("there is no ARG " + name));
    }
}
