{{/* What a schema cannot say, as sentences that say what to do. */}}
{{- define "nuzantara.check" -}}
{{- $v := .Values -}}
{{- if and (eq $v.mode "split") $v.persistence.enabled -}}
{{- fail "persistence keeps the embedded database, which two workloads cannot share: set mode=all, or persistence.enabled=false." -}}
{{- end -}}
{{- if and (eq $v.mode "split") (not $v.existingSecret) -}}
{{- fail "mode=split needs existingSecret: the name of a secret with the keys DATABASE_URL and NUZANTARA_SERVICE_TOKEN." -}}
{{- end -}}
{{- if and (eq $v.mode "all") (not $v.persistence.enabled) (not $v.existingSecret) -}}
{{- fail "Without a volume everything would be lost with the pod: set persistence.enabled=true, or existingSecret to a secret with the key DATABASE_URL." -}}
{{- end -}}
{{- if and $v.persistence.enabled (gt (int $v.agents.replicas) 1) -}}
{{- fail "One process at a time may use the volume: set agents.replicas=1, or use a database of its own instead of persistence." -}}
{{- end -}}
{{- if and $v.serviceMonitor.enabled (not $v.metrics.open) (not $v.metrics.tokenSecret.name) -}}
{{- fail "serviceMonitor reads metrics over the network: set metrics.tokenSecret.name to a secret with a token of scope metrics, or metrics.open=true." -}}
{{- end -}}
{{- end -}}

{{/* Whether metrics are reached from outside the pod. */}}
{{- define "nuzantara.metricsReachable" -}}
{{- if or .Values.serviceMonitor.enabled .Values.metrics.open -}}true{{- end -}}
{{- end -}}

{{- define "nuzantara.publicUrl" -}}
{{- if .Values.publicUrl -}}
{{ .Values.publicUrl }}
{{- else if .Values.ingress.enabled -}}
https://{{ first .Values.ingress.hosts }}
{{- end -}}
{{- end -}}

{{- define "nuzantara.allowedHosts" -}}
{{- $service := include "nuzantara.agents" . -}}
{{- $names := list $service (printf "%s.%s" $service .Release.Namespace) (printf "%s.%s.svc" $service .Release.Namespace) (printf "%s.%s.svc.cluster.local" $service .Release.Namespace) -}}
{{- if .Values.ingress.enabled -}}
{{- $names = concat $names .Values.ingress.hosts -}}
{{- end -}}
{{ concat $names .Values.allowedHosts | uniq | join "," }}
{{- end -}}
