import { ServiceLabels } from './labels';

/**
 * Puts the labels of a service into a query: `$selector` becomes `service="orders",namespace="shop"`, and `$service` the
 * value of that label.
 * @throws Error with a sentence for the owner of the service, for a label that it does not have
 */
export function fillQuery(query: string, labels: ServiceLabels): string {
  return query.replace(/\$([a-zA-Z_]\w*)/g, (_whole, name: string) => {
    if (name === 'selector') {
      return Object.entries(labels)
        .map(([label, value]) => `${label}="${value}"`)
        .join(',');
    }
    if (Object.hasOwn(labels, name)) return labels[name];
    throw new Error(
      `The query of the error budget asks for the label ${name}, which the service does not have.`,
    );
  });
}
