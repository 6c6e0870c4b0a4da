{{- define "nuzantara.name" -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end -}}

{{/* What serves the pages and the agents' API: its workload and its service have the same name. */}}
{{- define "nuzantara.agents" -}}
{{ include "nuzantara.name" . }}{{ if eq .Values.mode "split" }}-agents{{ end }}
{{- end -}}

{{- define "nuzantara.orchestrator" -}}
{{ include "nuzantara.name" . }}-orchestrator
{{- end -}}

{{- define "nuzantara.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (ternary (include "nuzantara.name" .) "default" .Values.serviceAccount.create) }}
{{- end -}}

{{- define "nuzantara.image" -}}
{{ .Values.image.repository }}
{{- if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end -}}

{{/* Takes a list of the root and the component. */}}
{{- define "nuzantara.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ $root.Chart.Name }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "nuzantara.labels" -}}
{{- $root := index . 0 -}}
{{ include "nuzantara.selector" . }}
app.kubernetes.io/part-of: nuzantara
app.kubernetes.io/version: {{ $root.Values.image.tag | default $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version }}
{{- end -}}
