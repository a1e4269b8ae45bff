import { Cursor } from '../repository/yaml/Cursor';
import { setPosition } from '../repository/yaml/Located';
import { ChartSetting, chartSetting, isOff } from './chartSettings';

type Mapping = Record<string, unknown>;

class ValueResources {
  constructor(private readonly values: Cursor, private readonly left: string) {}

  deployment(name: string): Cursor {
    return this.resource('apps/v1', 'Deployment', { name }, this.values, {
      replicas: this.get('replicas'),
      strategy: this.strategy(),
      template: {
        metadata: {
          labels: { app: name },
          annotations: this.get('annotations').value,
        },
        spec: this.mapping({
          terminationGracePeriodSeconds: this.get('gracePeriod'),
          containers: this.containers(name),
        }),
      },
    });
  }

  /** What is switched on beside the workload. */
  beside(name: string): Cursor[] {
    const [ingress, scaler, budget, policy] = (
      ['ingress', 'autoscaler', 'budget', 'policy'] as const
    ).map(setting => this.get(setting));
    const selector = { matchLabels: { app: name } };
    const annotations = ingress.get('annotations').value;
    return [
      ...(ingress.isMapping && !isOff(ingress)
        ? [
            this.resource(
              'networking.k8s.io/v1',
              'Ingress',
              { name, annotations },
              ingress,
              { defaultBackend: { service: { name } } },
            ),
          ]
        : []),
      ...(isOn(scaler)
        ? [
            this.resource(
              'autoscaling/v2',
              'HorizontalPodAutoscaler',
              { name },
              scaler,
              {
                scaleTargetRef: { name },
                minReplicas: this.firstOf(
                  scaler,
                  ...['minReplicas', 'minReplica', 'min'],
                ),
                maxReplicas: this.firstOf(
                  scaler,
                  ...['maxReplicas', 'maxReplica', 'max'],
                ),
              },
            ),
          ]
        : []),
      ...(isOn(budget)
        ? [
            this.resource(
              'policy/v1',
              'PodDisruptionBudget',
              { name },
              budget,
              {
                selector,
              },
            ),
          ]
        : []),
      ...(isOn(policy)
        ? [
            this.resource(
              'networking.k8s.io/v1',
              'NetworkPolicy',
              { name },
              policy,
              { podSelector: selector },
            ),
          ]
        : []),
    ];
  }

  private containers(name: string): Mapping[] {
    const port = this.get('port');
    const container = this.mapping({
      name,
      env: this.environment(),
      ports: port.exists
        ? Cursor.at([{ containerPort: port.text() }], port.position)
        : port,
      lifecycle: this.mapping({ preStop: this.get('preStop') }),
      resources: {
        requests: this.mapping({
          cpu: this.get('requestsCpu'),
          memory: this.get('requestsMemory'),
        }),
        limits: this.mapping({
          cpu: this.get('limitsCpu'),
          memory: this.get('limitsMemory'),
        }),
      },
      securityContext: this.mapping({
        runAsNonRoot: this.get('runAsNonRoot'),
        runAsUser: this.get('runAsUser'),
        allowPrivilegeEscalation: this.get('allowPrivilegeEscalation'),
        readOnlyRootFilesystem: this.get('readOnlyRootFilesystem'),
        capabilities: this.mapping({ drop: this.get('dropped') }),
      }),
      livenessProbe: probeOf(this.get('livenessProbe')),
      readinessProbe: probeOf(this.get('readinessProbe')),
      startupProbe: probeOf(this.get('startupProbe')),
    });
    const containers = [container];
    const told = this.firstOf(this.values, 'livenessProbe', 'image');
    setPosition(containers, 0, told.position);
    return containers;
  }

  /** The variables that are given; from which secrets others come is the chart's to say. */
  private environment(): Cursor {
    const given = this.values.get('env');
    const variables = Object.entries(given.record());
    return Cursor.at(
      given.isList
        ? given.value
        : variables.map(([name, value]) => ({ name, value })),
      { ...given.position, unresolved: this.left },
    );
  }

  private strategy(): Cursor {
    const strategy = this.get('strategy');
    const type = strategy.text();
    return type === undefined
      ? strategy
      : Cursor.at({ type }, strategy.position);
  }

  private get(setting: ChartSetting): Cursor {
    return chartSetting(this.values, setting);
  }

  private firstOf(cursor: Cursor, ...keys: string[]): Cursor {
    const found = keys.map(key => cursor.get(key));
    return found.find(({ exists }) => exists) ?? found[0];
  }

  private resource(
    apiVersion: string,
    kind: string,
    metadata: Mapping,
    { position }: Cursor,
    spec: Mapping,
  ): Cursor {
    const root = { apiVersion, kind, metadata, spec: this.mapping(spec) };
    return Cursor.at(root, position);
  }

  /** An object whose values keep their places; one that does not exist is left to the chart. */
  private mapping(entries: Mapping): Mapping {
    const mapping: Mapping = {};
    for (const [key, entry] of Object.entries(entries)) {
      if (!(entry instanceof Cursor)) mapping[key] = entry;
      else {
        const { path, line } = entry.position;
        const unresolved = entry.exists ? entry.unresolved() : this.left;
        if (entry.exists) mapping[key] = entry.value;
        setPosition(mapping, key, {
          path,
          line,
          ...(unresolved === undefined ? {} : { unresolved }),
        });
      }
    }
    return mapping;
  }
}

/** Charts take a probe as Kubernetes does, as a path, or as a switch with more or less beside it. */
function probeOf(probe: Cursor): Cursor {
  const { position } = probe;
  const path = probe.get('path').text();
  if (probe.boolean() === false || isOff(probe)) {
    return Cursor.at({}, position);
  }
  if (path !== undefined && !probe.get('httpGet').exists) {
    return Cursor.at({ httpGet: { path }, ...probe.record() }, position);
  }
  if (probe.isMapping && probe.keys().length === 0) {
    return Cursor.at(undefined, position);
  }
  if (!probe.exists || probe.isMapping) return probe;
  return probe.boolean() === true
    ? Cursor.at({ enabled: true }, position)
    : Cursor.at({ httpGet: { path: probe.text() } }, position);
}

function isOn(setting: Cursor): boolean {
  return (
    setting.boolean() === true || (setting.keys().length > 0 && !isOff(setting))
  );
}

/**
 * The resources that a chart or module which is not in the repository makes of the values that it is given, as far as
 * these tell. What they do not say stands there unsettled.
 * @param chart - `left` says to what the rest is left
 */
export function valueResources(
  values: Cursor,
  chart: { name: string; left: string },
): Cursor[] {
  const builder = new ValueResources(values, chart.left);
  // A name that is left empty is the chart's own, as with no name.
  const name = chartSetting(values, 'name').text() || chart.name;
  return [builder.deployment(name), ...builder.beside(name)];
}
