package io.nuzantara.deployment;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Objects of Kubernetes. */
record Manifests(List<JsonNode> objects) {

    Manifests {
        objects = List.copyOf(objects);
    }

    Stream<JsonNode> of(String kind) {
        return objects.stream().filter(object -> object.path("kind").asString().equals(kind));
    }

    /** The one object of this kind and name. */
    JsonNode named(String kind, String name) {
        var found = of(kind).filter(
                        object -> object.at("/metadata/name").asString().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " objects are a " + kind + " named " + name);
        }
        return found.getFirst();
    }

    List<String> names(String kind) {
        return of(kind).map(object -> object.at("/metadata/name").asString()).toList();
    }

    /** Every pod there can be, whatever makes it. */
    Stream<JsonNode> pods() {
        return objects.stream()
                .map(object -> object.path("kind").asString().equals("Pod")
                        ? object.path("spec")
                        : object.at("/spec/template/spec"))
                .filter(JsonNode::isObject);
    }

    Stream<JsonNode> containers() {
        return pods().flatMap(pod -> pod.path("containers").valueStream());
    }

    /** The variables with a value of a deployment's container. */
    Map<String, String> variables(String deployment) {
        return named("Deployment", deployment)
                .at("/spec/template/spec/containers/0/env")
                .valueStream()
                .filter(variable -> variable.has("value"))
                .collect(Collectors.toMap(
                        variable -> variable.path("name").asString(),
                        variable -> variable.path("value").asString()));
    }
}
