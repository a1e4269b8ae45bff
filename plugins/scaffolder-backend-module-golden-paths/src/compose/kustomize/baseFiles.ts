import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import { ChartSources, Resource } from './renderResources';
import {
  isMonitoring,
  isSettings,
  kustomizationText,
  labelsOf,
  literalsOf,
  resourceFiles,
} from './resourceTexts';

const names = 'references.yaml';

const referencesText = `---
# Where else the generated name of the settings stands.
nameReference:
  - kind: ConfigMap
    version: v1
    fieldSpecs:
      - kind: Role
        path: rules/resourceNames
      - kind: Rollout
        group: argoproj.io
        path: spec/template/spec/containers/envFrom/configMapRef/name
`;

/** The files of the base, by their path in it. */
export function baseFiles(
  resources: Resource[],
  name: string,
  chart: ChartSources,
): [string, string][] {
  const plain = resources.filter(
    resource => !isSettings(resource) && !isMonitoring(resource),
  );
  const [rule, dashboard] = resources.filter(isMonitoring);
  const files = resourceFiles(plain);
  const settings = resources.filter(isSettings);
  const kustomization = {
    resources: [
      ...files.map(([path]) => path),
      ...(rule ? ['prometheusrule.yaml'] : []),
    ],
    configMapGenerator: [
      ...settings.map(({ value }) => ({
        name: (value.metadata as JsonObject).name,
        literals: literalsOf(value),
        options: { labels: labelsOf(value) },
      })),
      ...(dashboard
        ? [
            {
              name: `${name}-dashboard`,
              files: [`${name}.json=monitoring/dashboard.json`],
              options: {
                labels: labelsOf(dashboard.value),
                disableNameSuffixHash: true,
              },
            },
          ]
        : []),
    ],
    configurations: [names],
  };
  return [
    [
      'kustomization.yaml',
      kustomizationText(
        'What all environments have in common. A ConfigMap that is generated has another name when its content changes,\n# which restarts the pods one after another.',
        kustomization,
      ),
    ],
    ...files,
    ...(rule ? [ruleFile(rule, chart)] : []),
    [names, referencesText],
  ];
}

function ruleFile(rule: Resource, chart: ChartSources): [string, string] {
  const document = rule.document.clone();
  document.delete('spec');
  const rules = (chart.get('files/rules.yaml') ?? '')
    .split('\n')
    .filter(line => line !== '---')
    .map(line => (line === '' ? '' : `  ${line}`))
    .join('\n');
  return [
    'prometheusrule.yaml',
    `# scripts/rules.sh writes the rules of monitoring/rules.yaml here.\n${stringify(
      document.toJS(),
      { lineWidth: 0 },
    )}spec:\n${rules}`,
  ];
}
