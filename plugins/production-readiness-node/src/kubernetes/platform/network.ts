import { Selection } from '../../deployment/model';
import { Cursor } from '../../repository/yaml/Cursor';
import { labelSelection, plain } from '../selectors';
import { PlatformReaders } from './PlatformReader';

/** Network policies, ingresses and what a mesh does for calls. */
export const networkReaders: PlatformReaders = {
  NetworkPolicy: {
    read: ({ root }) => policy(root.get('spec', 'podSelector')),
  },
  CiliumNetworkPolicy: {
    read: ({ root }) => policy(root.get('spec', 'endpointSelector')),
  },
  CiliumClusterwideNetworkPolicy: {
    read: ({ root }) => policy(root.get('spec', 'endpointSelector')),
  },
  AuthorizationPolicy: {
    group: 'security.istio.io',
    read: ({ root }) => ({
      kind: 'network-policy',
      selects: labelled(root.get('spec', 'selector')),
      facets: ['mesh'],
    }),
  },
  Server: {
    group: 'policy.linkerd.io',
    read: ({ root }) => ({
      kind: 'network-policy',
      selects: labelSelection(root.get('spec', 'podSelector')),
      facets: ['mesh'],
    }),
  },
  Ingress: {
    read: ({ root }) => ({
      kind: 'ingress',
      selects: {
        by: 'name',
        names: [
          root.get('spec', 'defaultBackend'),
          ...root
            .get('spec', 'rules')
            .items()
            .flatMap(rule => rule.get('http', 'paths').items())
            .map(path => path.get('backend')),
        ].flatMap(
          backend =>
            backend.get('service', 'name').text() ??
            backend.get('serviceName').text() ??
            [],
        ),
      },
      facets: ingressFacets(root.get('metadata', 'annotations')),
    }),
  },
  Route: {
    group: 'route.openshift.io',
    read: ({ root }) => {
      const annotations = root.get('metadata', 'annotations');
      const others = root.get('spec', 'alternateBackends').items();
      const names = [root.get('spec', 'to'), ...others].flatMap(
        backend => backend.get('name').text() ?? [],
      );
      return {
        kind: 'ingress',
        selects: { by: 'name', names },
        facets: [
          annotations.get('haproxy.router.openshift.io/timeout').exists &&
            'timeout',
          annotations
            .get('haproxy.router.openshift.io/rate-limit-connections')
            .boolean() === true && 'rate-limit',
          others.length > 0 && 'traffic-split',
        ],
      };
    },
  },
  HTTPRoute: {
    group: 'gateway.networking.k8s.io',
    read: ({ root }) => {
      const rules = root.get('spec', 'rules').items();
      return {
        kind: 'ingress',
        selects: {
          by: 'name',
          names: rules
            .flatMap(rule => rule.get('backendRefs').items())
            .flatMap(backend => backend.get('name').text() ?? []),
        },
        facets: [
          rules.some(rule => rule.get('timeouts').exists) && 'timeout',
          rules.some(rule => rule.get('retry').exists) && 'retry',
          rules.some(rule => isSplit(rule.get('backendRefs'))) &&
            'traffic-split',
        ],
      };
    },
  },
  VirtualService: {
    group: 'networking.istio.io',
    read: ({ root }) => {
      const routes = [
        ...root.get('spec', 'http').items(),
        ...root.get('spec', 'tcp').items(),
      ];
      const retries = routes.map(route => route.get('retries'));
      return {
        kind: 'mesh-policy',
        selects: {
          by: 'name',
          names: [
            ...root.get('spec', 'hosts').texts(),
            ...routes
              .flatMap(route => route.get('route').items())
              .flatMap(to => to.get('destination', 'host').text() ?? []),
          ].map(shortHost),
        },
        facets: [
          retries.some(retry => (retry.get('attempts').number() ?? 0) > 0) &&
            'retry',
          retries.some(retry => retry.get('backoff').exists) && 'backoff',
          routes.some(route => route.get('timeout').exists) && 'timeout',
          routes.some(route => route.get('fault').exists) && 'fault-injection',
          routes.some(route => isSplit(route.get('route'))) && 'traffic-split',
        ],
      };
    },
  },
  DestinationRule: {
    group: 'networking.istio.io',
    read: ({ root }) => {
      const traffic = root.get('spec', 'trafficPolicy');
      return {
        kind: 'mesh-policy',
        selects: {
          by: 'name',
          names: root.get('spec', 'host').texts().map(shortHost),
        },
        facets: [
          traffic.get('outlierDetection').exists && 'outlier-detection',
          traffic.get('connectionPool').exists && 'connection-pool',
        ],
      };
    },
  },
  EnvoyFilter: {
    group: 'networking.istio.io',
    read: ({ root }) => ({
      kind: 'mesh-policy',
      selects: labelled(root.get('spec', 'workloadSelector'), 'labels'),
      facets: [mentions(root, 'ratelimit', 6) && 'rate-limit'],
    }),
  },
  ServiceProfile: {
    group: 'linkerd.io',
    read: ({ root, name }) => {
      const routes = root.get('spec', 'routes').items();
      return {
        kind: 'mesh-policy',
        selects: { by: 'name', names: [shortHost(name)] },
        facets: [
          routes.some(route => route.get('isRetryable').boolean()) && 'retry',
          routes.some(route => route.get('timeout').exists) && 'timeout',
        ],
      };
    },
  },
  BackendTrafficPolicy: {
    group: 'gateway.envoyproxy.io',
    read: ({ root }) => ({
      kind: 'mesh-policy',
      selects: { by: 'everything' },
      facets: [
        root.get('spec', 'retry').exists && 'retry',
        root.get('spec', 'retry', 'perRetry', 'backOff').exists && 'backoff',
        root.get('spec', 'circuitBreaker').exists && 'outlier-detection',
        root.get('spec', 'rateLimit').exists && 'rate-limit',
        root.get('spec', 'timeout').exists && 'timeout',
      ],
    }),
  },
  Middleware: {
    group: 'traefik',
    read: ({ root }) => ({
      kind: 'mesh-policy',
      selects: { by: 'everything' },
      facets: [
        root.get('spec', 'rateLimit').exists && 'rate-limit',
        root.get('spec', 'retry').exists && 'retry',
        root.get('spec', 'circuitBreaker').exists && 'outlier-detection',
        root.get('spec', 'inFlightReq').exists && 'connection-pool',
      ],
    }),
  },
  KongPlugin: {
    group: 'configuration.konghq.com',
    read: ({ root }) => ({
      kind: 'mesh-policy',
      selects: { by: 'everything' },
      facets: [
        (root.get('plugin').text() ?? '').startsWith('rate-limiting') &&
          'rate-limit',
      ],
    }),
  },
};

function policy(selector: Cursor) {
  const selects: Selection = selector.exists
    ? labelSelection(selector)
    : { by: 'everything' };
  return { kind: 'network-policy' as const, selects };
}

/** A mesh takes an absent selector as all workloads of the namespace. */
function labelled(selector: Cursor, key = 'matchLabels'): Selection {
  return selector.exists ? plain(selector.get(key)) : { by: 'everything' };
}

function isSplit(routes: Cursor): boolean {
  const weights = routes
    .items()
    .map(route => route.get('weight').number())
    .filter(weight => weight !== undefined && weight > 0);
  return weights.length > 1;
}

/** `payment.shop.svc.cluster.local` speaks of the service `payment`. */
function shortHost(host: string): string {
  return host.split('.')[0];
}

function ingressFacets(annotations: Cursor): string[] {
  const keys = annotations.keys().map(key => key.toLowerCase());
  const limits = /(?:limit-(?:rps|rpm|connections)|rate-?limit)/;
  return keys.some(key => limits.test(key)) ? ['rate-limit'] : [];
}

/** Whether a key or text up to some depth speaks of something. */
function mentions(cursor: Cursor, word: string, depth: number): boolean {
  const text = cursor.text();
  if (text !== undefined) return bare(text).includes(word);
  if (depth === 0) return false;
  return (
    cursor.items().some(item => mentions(item, word, depth - 1)) ||
    cursor
      .entries()
      .some(
        ([key, value]) =>
          bare(key).includes(word) || mentions(value, word, depth - 1),
      )
  );
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
