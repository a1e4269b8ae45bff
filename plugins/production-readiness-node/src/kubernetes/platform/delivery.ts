import { Cursor } from '../../repository/yaml/Cursor';
import { PlatformReaders } from './PlatformReader';

/** GitOps controllers and progressive delivery. */
export const deliveryReaders: PlatformReaders = {
  Application: {
    group: 'argoproj.io',
    read: ({ root }, fields) => {
      const sync = root.get('spec', 'syncPolicy', 'automated');
      fields.settled('automated', sync);
      return {
        kind: 'gitops',
        selects: { by: 'name', names: applicationNames(root) },
        automated: isAutomated(sync),
        facets: ['argo-cd'],
      };
    },
  },
  ApplicationSet: {
    group: 'argoproj.io',
    read: ({ root }) => ({
      kind: 'gitops',
      selects: {
        by: 'name',
        names: [
          root.get('metadata', 'name').text() ?? '',
          ...applicationNames(root.get('spec', 'template')),
        ],
      },
      automated: isAutomated(
        root.get('spec', 'template', 'spec', 'syncPolicy', 'automated'),
      ),
      facets: ['argo-cd'],
    }),
  },
  Kustomization: {
    group: 'kustomize.toolkit.fluxcd.io',
    read: ({ root }) => ({
      kind: 'gitops',
      selects: {
        by: 'name',
        names: [
          root.get('metadata', 'name').text() ?? '',
          ...parts(root.get('spec', 'path').text()),
        ],
      },
      enabled: root.get('spec', 'suspend').boolean() !== true,
      automated: root.get('spec', 'suspend').boolean() !== true,
      facets: ['flux'],
    }),
  },
  HelmRelease: {
    group: 'helm.toolkit.fluxcd.io',
    read: ({ root }) => {
      const chart = root.get('spec', 'chart', 'spec', 'chart').text();
      const remediation = root.get('spec', 'upgrade', 'remediation');
      return {
        kind: 'gitops',
        selects: {
          by: 'name',
          names: [
            root.get('metadata', 'name').text() ?? '',
            root.get('spec', 'releaseName').text() ?? '',
            ...parts(chart),
          ],
        },
        enabled: root.get('spec', 'suspend').boolean() !== true,
        automated: root.get('spec', 'suspend').boolean() !== true,
        facets: ['flux', remediation.exists && 'rollback'],
      };
    },
  },
  Rollout: {
    group: 'argoproj.io',
    read: ({ root, name }) => {
      const canary = root.get('spec', 'strategy', 'canary');
      const blueGreen = root.get('spec', 'strategy', 'blueGreen');
      if (!canary.exists && !blueGreen.exists) return undefined;
      const analysed =
        canary.get('analysis').exists ||
        canary
          .get('steps')
          .items()
          .some(step => step.get('analysis').exists) ||
        blueGreen.get('prePromotionAnalysis').exists ||
        blueGreen.get('postPromotionAnalysis').exists;
      return {
        kind: 'progressive-delivery',
        selects: { by: 'name', names: [name] },
        automated: true,
        facets: [
          canary.exists ? 'canary' : 'blue-green',
          analysed && 'analysis',
          // An analysis that fails takes the rollout back.
          analysed && 'rollback',
        ],
      };
    },
  },
  Canary: {
    group: 'flagger.app',
    read: ({ root }) => {
      const analysis = root.get('spec', 'analysis').exists
        ? root.get('spec', 'analysis')
        : root.get('spec', 'canaryAnalysis');
      const analysed =
        root.get('spec', 'skipAnalysis').boolean() !== true &&
        (analysis.get('metrics').items().length > 0 ||
          analysis.get('webhooks').items().length > 0);
      return {
        kind: 'progressive-delivery',
        selects: {
          by: 'name',
          names: root.get('spec', 'targetRef', 'name').texts(),
        },
        automated: true,
        facets: ['canary', analysed && 'analysis', analysed && 'rollback'],
      };
    },
  },
};

function isAutomated(sync: Cursor): boolean {
  return sync.isMapping
    ? sync.get('enabled').boolean() !== false
    : sync.boolean() === true;
}

/** An application is told by its own name and by the path or chart that it deploys. */
function applicationNames(root: Cursor): string[] {
  const sources = [
    root.get('spec', 'source'),
    ...root.get('spec', 'sources').items(),
  ];
  return [
    root.get('metadata', 'name').text() ?? '',
    ...sources.flatMap(source => [
      ...parts(source.get('path').text()),
      ...parts(source.get('chart').text()),
      source.get('helm', 'releaseName').text() ?? '',
      ...parts(
        source
          .get('repoURL')
          .text()
          ?.replace(/\.git$/, ''),
      ),
    ]),
  ];
}

function parts(path: string | undefined): string[] {
  return (path ?? '').split('/').filter(part => part !== '' && part !== '.');
}
