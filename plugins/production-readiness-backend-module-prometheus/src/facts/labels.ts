import { Entity } from '@backstage/catalog-model';

/** Says by which labels a Prometheus server knows a service: `service=orders,namespace=shop`. */
export const labelsAnnotation = 'goldenpath.dev/prometheus-labels';

/** The labels by which a server knows a service. There is at least one. */
export type ServiceLabels = Record<string, string>;

const mostLabels = 10;

export function isLabelName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}

/** What needs no escaping between any of PromQL's quotes, so that no value can end the one that it stands in. */
function isLabelValue(value: string): boolean {
  return /^[\w.:/@-]{1,200}$/.test(value);
}

/**
 * The labels that the annotation gives, or else those of the server's configuration.
 * @throws Error with a sentence for the owner of the service
 */
export function labelsOf(
  entity: Entity,
  configured: Record<string, string>,
): ServiceLabels {
  const { name, namespace = 'default', annotations = {} } = entity.metadata;
  const annotation = annotations[labelsAnnotation];
  const pairs =
    annotation === undefined
      ? Object.entries(configured).map(([label, value]) => [
          label,
          value.replaceAll('$namespace', namespace).replaceAll('$name', name),
        ])
      : annotation.split(',').map(pair => {
          const at = pair.indexOf('=');
          return at < 0
            ? [pair.trim(), '']
            : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
        });
  const isValid = pairs.every(
    ([label, value]) => isLabelName(label) && isLabelValue(value),
  );
  if (!isValid || pairs.length > mostLabels) {
    throw new Error(
      annotation === undefined
        ? `The labels of ${name} at Prometheus cannot be told from its name. Set the annotation ${labelsAnnotation}.`
        : `The annotation ${labelsAnnotation} must be labels with their values, such as service=${name},namespace=shop.`,
    );
  }
  return Object.fromEntries(pairs);
}
