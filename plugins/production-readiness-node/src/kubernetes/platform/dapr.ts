import { judgeValue } from '../../collectors/secrets/secretValue';
import { isSecretSetting } from '../../collectors/code/read/secretNames';
import { Selection } from '../../deployment/model';
import { Cursor } from '../../repository/yaml/Cursor';
import { PlatformReaders } from './PlatformReader';

const group = 'dapr.io';

/** Stores of secrets that are only a file or the environment of the sidecar. */
const localStore = /^secretstores\.local\./;

/** The workloads that a sidecar of Dapr is injected into, where they also are what is asked. */
function sidecars(
  isAsked: (annotations: Record<string, string>) => boolean,
): Selection {
  return {
    by: 'annotations',
    matches: annotations =>
      annotations['dapr.io/enabled'] === 'true' && isAsked(annotations),
  };
}

/** A component is for all that are in its scopes, or for all where it has none. */
function scoped(root: Cursor): Selection {
  const scopes = root.get('scopes').texts();
  return sidecars(
    annotations =>
      scopes.length === 0 || scopes.includes(annotations['dapr.io/app-id']),
  );
}

/** A password or key that a component holds as it is. */
function isInClear(entry: Cursor): boolean {
  const value = entry.get('value');
  const text = value.text() ?? '';
  return (
    isSecretSetting(entry.get('name').text() ?? '') &&
    value.unresolved() === undefined &&
    text !== '' &&
    judgeValue(text) !== 'placeholder'
  );
}

/** What the resources of Dapr say of the sidecars that they configure. */
export const daprReaders: PlatformReaders = {
  Configuration: {
    group,
    read: ({ root, name }, fields) => {
      const tracing = root.get('spec', 'tracing');
      const rate = tracing.get('samplingRate');
      fields.settled('enabled', rate);
      const isSent = ['zipkin', 'otel'].some(
        exporter => tracing.get(exporter, 'endpointAddress').exists,
      );
      if (!isSent) return undefined;
      return {
        kind: 'mesh-policy',
        selects: sidecars(
          annotations => annotations['dapr.io/config'] === name,
        ),
        enabled: Number(rate.text()) > 0,
        facets: ['tracing'],
      };
    },
  },
  Component: {
    group,
    read: ({ root }) => {
      const type = root.get('spec', 'type').text() ?? '';
      const facets = ['component'];
      const found = { kind: 'secret-store' as const, selects: scoped(root) };
      if (type.startsWith('secretstores.'))
        return { ...found, enabled: !localStore.test(type) };
      const entries = root.get('spec', 'metadata').items();
      if (entries.some(isInClear)) return { ...found, facets, enabled: false };
      const names = entries.flatMap(
        entry => entry.get('secretKeyRef', 'name').text() ?? [],
      );
      if (names.length === 0) return undefined;
      const held = root.get('auth', 'secretStore').text() ?? 'kubernetes';
      // Of what another store holds, that store says whether it is one.
      return held === 'kubernetes'
        ? { ...found, facets, secretNames: names }
        : { ...found, facets: [...facets, 'held-elsewhere'], enabled: false };
    },
  },
};
