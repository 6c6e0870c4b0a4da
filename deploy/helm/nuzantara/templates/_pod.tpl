{{/* Variables every workload has; takes a list of the root, the role and the port. */}}
{{- define "nuzantara.variables" -}}
{{- $root := index . 0 -}}
{{- $role := index . 1 -}}
{{- $port := index . 2 -}}
- name: NUZANTARA_ROLE
  value: {{ $role }}
# below the mount: the service takes a directory of its own, and the mount belongs to the kubelet
- name: NUZANTARA_DATA_DIR
  value: /data/nuzantara
- name: PORT
  value: {{ $port | quote }}
- name: SERVER_ADDRESS
  value: 0.0.0.0
- name: MANAGEMENT_PORT
  value: {{ add1 $port | quote }}
{{- if include "nuzantara.metricsReachable" $root }}
- name: MANAGEMENT_ADDRESS
  value: 0.0.0.0
{{- end }}
{{- if $root.Values.metrics.open }}
- name: NUZANTARA_METRICS_OPEN
  value: "true"
{{- end }}
- name: NUZANTARA_TRUSTED_PROXIES
  value: {{ join "," $root.Values.trustedProxies | quote }}
{{- with include "nuzantara.publicUrl" $root }}
- name: NUZANTARA_PUBLIC_URL
  value: {{ . | quote }}
{{- end }}
# the agents run no cycles, but say in their metrics whether there are any
- name: ENABLE_ORCHESTRATOR
  value: {{ $root.Values.orchestrator.enabled | quote }}
{{- if eq $role "orchestrator" }}
- name: BACKEND_RAG_URL
  value: http://{{ include "nuzantara.agents" $root }}:8000
{{- else }}
- name: NUZANTARA_ALLOWED_HOSTS
  value: {{ include "nuzantara.allowedHosts" $root | quote }}
{{- end }}
{{- with $root.Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "nuzantara.variablesFrom" -}}
{{- if or .Values.existingSecret .Values.extraEnvFrom }}
envFrom:
  {{- with .Values.existingSecret }}
  - secretRef:
      name: {{ . }}
  {{- end }}
  {{- with .Values.extraEnvFrom }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "nuzantara.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
# the embedded PostgreSQL refuses a directory whose rights were changed
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "nuzantara.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end -}}

{{- define "nuzantara.mounts" -}}
- name: data
  mountPath: /data
- name: tmp
  mountPath: /tmp
{{- end -}}

{{- define "nuzantara.scratch" -}}
- name: tmp
  emptyDir:
    sizeLimit: 1Gi
{{- end -}}

{{/* The pod of a command beside the release, which uses nothing that the release makes; takes a dictionary of root, name, variables and arguments. */}}
{{- define "nuzantara.alone" -}}
{{- $root := .root -}}
{{- if not $root.Values.serviceAccount.create -}}
serviceAccountName: {{ include "nuzantara.serviceAccount" $root }}
{{ end -}}
automountServiceAccountToken: false
enableServiceLinks: false
restartPolicy: Never
securityContext:
  {{- include "nuzantara.podSecurity" $root | nindent 2 }}
{{- with $root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
containers:
  - name: {{ .name }}
    image: {{ include "nuzantara.image" $root | quote }}
    imagePullPolicy: {{ $root.Values.image.pullPolicy }}
    {{- with .arguments }}
    args:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    env:
      {{- .variables | nindent 6 }}
    {{- include "nuzantara.variablesFrom" $root | nindent 4 }}
    resources:
      {{- toYaml $root.Values.resources | nindent 6 }}
    securityContext:
      {{- include "nuzantara.containerSecurity" $root | nindent 6 }}
    volumeMounts:
      {{- include "nuzantara.mounts" $root | nindent 6 }}
volumes:
  - name: data
    emptyDir: {}
  {{- include "nuzantara.scratch" $root | nindent 2 }}
{{- with $root.Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $root.Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* One workload; takes a dictionary of root, role, component, name, port, image, replicas and resources. */}}
{{- define "nuzantara.workload" -}}
{{- $root := .root -}}
{{- $component := list $root .component -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "nuzantara.labels" $component | nindent 4 }}
spec:
  replicas: {{ .replicas }}
  revisionHistoryLimit: 5
  {{- if $root.Values.persistence.enabled }}
  strategy:
    type: Recreate
  {{- else }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  {{- end }}
  selector:
    matchLabels:
      {{- include "nuzantara.selector" $component | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "nuzantara.labels" $component | nindent 8 }}
      {{- with $root.Values.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "nuzantara.serviceAccount" $root }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 45
      securityContext:
        {{- include "nuzantara.podSecurity" $root | nindent 8 }}
      {{- with $root.Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: nuzantara
          image: {{ .image | default (include "nuzantara.image" $root) | quote }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          args:
            - up
          env:
            {{- include "nuzantara.variables" (list $root .role .port) | nindent 12 }}
          {{- include "nuzantara.variablesFrom" $root | nindent 10 }}
          ports:
            - name: http
              containerPort: {{ .port }}
            - name: management
              containerPort: {{ add1 .port }}
          startupProbe:
            httpGet:
              path: /livez
              port: http
            periodSeconds: 2
            failureThreshold: 60
            timeoutSeconds: 2
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
            periodSeconds: 5
            failureThreshold: 2
            timeoutSeconds: 3
          livenessProbe:
            httpGet:
              path: /livez
              port: http
            periodSeconds: 10
            failureThreshold: 6
            timeoutSeconds: 3
          lifecycle:
            preStop:
              # until no proxy sends requests here any more
              sleep:
                seconds: 5
          resources:
            {{- toYaml (.resources | default $root.Values.resources) | nindent 12 }}
          securityContext:
            {{- include "nuzantara.containerSecurity" $root | nindent 12 }}
          volumeMounts:
            {{- include "nuzantara.mounts" $root | nindent 12 }}
      volumes:
        - name: data
          {{- if $root.Values.persistence.enabled }}
          persistentVolumeClaim:
            claimName: {{ $root.Values.persistence.existingClaim | default .name }}
          {{- else }}
          emptyDir: {}
          {{- end }}
        {{- include "nuzantara.scratch" $root | nindent 8 }}
      {{- with $root.Values.topologySpreadConstraints }}
      topologySpreadConstraints:
        {{- range . }}
        - {{- toYaml . | nindent 10 }}
          labelSelector:
            matchLabels:
              {{- include "nuzantara.selector" $component | nindent 14 }}
        {{- end }}
      {{- end }}
      {{- with $root.Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.affinity }}
      affinity:
        {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end -}}

{{/* What calls a workload by name; takes a dictionary of root, component, name and port. */}}
{{- define "nuzantara.service" -}}
{{- $component := list .root .component -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "nuzantara.labels" $component | nindent 4 }}
spec:
  type: ClusterIP
  # a person's session is kept by the process that signed the person in
  sessionAffinity: ClientIP
  selector:
    {{- include "nuzantara.selector" $component | nindent 4 }}
  ports:
    - name: http
      port: {{ .port }}
      targetPort: http
    {{- if include "nuzantara.metricsReachable" .root }}
    - name: management
      port: {{ add1 .port }}
      targetPort: management
    {{- end }}
{{- end -}}
