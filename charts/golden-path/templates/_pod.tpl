{{/* The pod of the portal. */}}
{{- define "service.pod" -}}
metadata:
  labels:
    {{- include "service.labels" . | nindent 4 }}
  annotations:
    # A change of the configuration restarts the pods one after another.
    checksum/config: {{ include (print $.Template.BasePath "/configmap.yaml") . | sha256sum }}
spec:
  serviceAccountName: {{ include "service.name" . }}
  automountServiceAccountToken: false
  # Longer than the wait before SIGTERM (5 s) and what Backstage takes to stop: its event bus answers every 20 s or so.
  terminationGracePeriodSeconds: 60
  securityContext:
    runAsNonRoot: true
    runAsUser: 1001
    runAsGroup: 1001
    fsGroup: 1001
    seccompProfile:
      type: RuntimeDefault
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "service.selectorLabels" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "service.selectorLabels" . | nindent 10 }}
  containers:
    - name: service
      image: {{ include "service.image" . | quote }}
      imagePullPolicy: IfNotPresent
      ports:
        - name: http
          containerPort: 7007
          protocol: TCP
        - name: metrics
          containerPort: 9464
          protocol: TCP
      args:
        - --config
        - app-config.production.yaml
        - --config
        - /etc/golden-path/app-config.yaml
      env:
        {{- range .Values.secret.keys }}
        - name: {{ . }}
          valueFrom:
            secretKeyRef:
              name: {{ $.Values.secret.name }}
              key: {{ . }}
        {{- end }}
      envFrom:
        - configMapRef:
            name: {{ include "service.name" . }}
      # Gives a slow start five minutes; until it has passed, liveness does not count.
      startupProbe:
        httpGet:
          path: /.backstage/health/v1/liveness
          port: http
        periodSeconds: 5
        timeoutSeconds: 2
        failureThreshold: 60
      # Restarts a process that answers no more. It asks for nothing but the process: a dependency that is down is
      # no reason to restart.
      livenessProbe:
        httpGet:
          path: /.backstage/health/v1/liveness
          port: http
        periodSeconds: 10
        timeoutSeconds: 2
        failureThreshold: 3
      # Keeps traffic away while the database does not answer, and while the process shuts down.
      readinessProbe:
        httpGet:
          path: /.backstage/health/v1/readiness
          port: http
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 2
      lifecycle:
        preStop:
          # Endpoints are taken out while this waits, so that no request arrives after SIGTERM.
          exec:
            command: ["sleep", "5"]
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 1001
        capabilities:
          drop: ["ALL"]
      volumeMounts:
        - name: app-config
          mountPath: /etc/golden-path
          readOnly: true
        # Where the scaffolder works, and where archives of repositories are unpacked.
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: app-config
      configMap:
        name: {{ include "service.name" . }}-app-config
    - name: tmp
      emptyDir:
        sizeLimit: 4Gi
{{- end }}
