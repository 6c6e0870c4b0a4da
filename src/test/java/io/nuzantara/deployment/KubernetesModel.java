package io.nuzantara.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the types of Kubernetes and of the Prometheus operator make of an object of ours: fields they do not know stay over. */
final class KubernetesModel {

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("v1/Pod", Pod.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class));
    private static final ObjectMapper JACKSON_2 = new ObjectMapper();

    private KubernetesModel() {}

    /** Paths of the fields that the object's type does not have. */
    static List<String> unknownFields(JsonNode object) {
        var kind =
                object.path("apiVersion").asString() + "/" + object.path("kind").asString();
        var type = TYPES.get(kind);
        if (type == null) {
            return List.of("the kind " + kind + " itself");
        }
        var unknown = new ArrayList<String>();
        collect(read(object, type), kind, unknown);
        return unknown;
    }

    private static Object read(JsonNode object, Class<?> type) {
        try {
            return JACKSON_2.readValue(object.toString(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Kubernetes cannot read " + object, e);
        }
    }

    private static void collect(Object value, String path, List<String> unknown) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, inner) -> collect(inner, path + "." + key, unknown));
            case Collection<?> list -> list.forEach(inner -> collect(inner, path + "[]", unknown));
            case Object model
            when model.getClass().getName().startsWith("io.fabric8") ->
                getters(model).forEach(getter -> collectFrom(getter, model, path, unknown));
            default -> {}
        }
    }

    private static Stream<Method> getters(Object model) {
        return Arrays.stream(model.getClass().getMethods())
                .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0);
    }

    private static void collectFrom(Method getter, Object model, String path, List<String> unknown) {
        var value = call(getter, model);
        if (value == null) {
            return;
        }
        if (getter.getName().equals("getAdditionalProperties")) {
            ((Map<?, ?>) value).keySet().forEach(name -> unknown.add(path + "." + name));
        } else {
            collect(value, path + "." + getter.getName().substring("get".length()), unknown);
        }
    }

    private static Object call(Method getter, Object model) {
        try {
            return getter.invoke(model);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
