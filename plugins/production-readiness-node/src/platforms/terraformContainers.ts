import { FoundContainer, FoundWorkload } from '../deployment/model';
import { isMapping } from '../repository/yaml/Located';
import {
  tokensRemoved,
  unresolvedIn,
  withoutTokens,
} from '../repository/yaml/unresolved';

const hidden = [
  'image',
  'listens',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'runAsNonRoot',
  'readOnlyRootFilesystem',
  'dropsAllCapabilities',
  'preStop',
  'gracePeriodSeconds',
  'secretEnvironment',
  'logFormat',
];

/**
 * What a workload goes by: the settled part of the first name that has one, or the label of its block. That the rest
 * of a name is an expression leaves nothing open that is asked of a workload.
 */
export function nameOf(candidates: unknown[], label: string): string {
  for (const text of candidates) {
    if (typeof text === 'string') {
      if (unresolvedIn(text) === undefined && text !== '') return text;
      const name = tokensRemoved(text)
        .split(/[-_/.]+/)
        .filter(part => part !== '')
        .join('-');
      if (name !== '') return name;
    }
  }
  return label;
}

/**
 * Containers with what their definitions leave open: of one that is an expression nothing is known, and an image of
 * which a part is an expression is kept as it is written, since its tag or its name may be settled.
 */
export function withOpenParts(
  containers: FoundContainer[],
  definitions: unknown[],
): FoundContainer[] {
  return containers.map((container, index) => {
    const definition = definitions[index];
    const whole =
      typeof definition === 'string' ? unresolvedIn(definition) : undefined;
    if (whole !== undefined) return hiddenBy(whole, container);
    const image = isMapping(definition) ? definition.image : undefined;
    return container.unresolved?.image !== undefined &&
      typeof image === 'string'
      ? { ...container, image: writtenImage(image) }
      : container;
  });
}

function hiddenBy(
  expression: string,
  container: FoundContainer,
): FoundContainer {
  const amounts = (['requests', 'limits'] as const).flatMap(field =>
    (['cpu', 'memory'] as const)
      .filter(key => container[field][key] === undefined)
      .map(key => `${field}.${key}`),
  );
  return {
    ...container,
    isHidden: true,
    unresolved: {
      ...Object.fromEntries(
        [...hidden, ...amounts].map(field => [field, expression]),
      ),
      ...container.unresolved,
    },
  };
}

/** Undefined where an expression holds what separates the parts of an image's name. */
function writtenImage(image: string): string | undefined {
  const written = withoutTokens(image, '$');
  return /\$\{[^}]*[:/@{]/.test(written) ? undefined : written;
}

/** A workload whose texts name expressions as they are written. */
export function readable<T extends FoundWorkload>(workload: T): T {
  return replaced(workload) as T;
}

function replaced(value: unknown): unknown {
  if (typeof value === 'string') return withoutTokens(value, '$');
  if (Array.isArray(value)) return value.map(replaced);
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaced(item)]),
  );
}
