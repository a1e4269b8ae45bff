import { renderChartTexts } from '@goldenpath/backstage-plugin-production-readiness-node';
import { InputError } from '@backstage/errors';
import {
  Document,
  isMap,
  parse,
  parseAllDocuments,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { JsonObject, JsonValue } from '@backstage/types';

/** The texts of a chart, by path in it; `files/` stands for what is kept elsewhere in the repository. */
export type ChartSources = ReadonlyMap<string, string>;

/** One resource of a rendered chart. */
export interface Resource {
  /** Kind and name. */
  key: string;
  /** The template that it comes from, without folder and extension. */
  template: string;
  document: Document;
  value: JsonObject;
}

/** Sets of values that a chart is rendered with. */
export interface Environments {
  /** What all environments have in common. */
  base: JsonObject;
  overlays: Record<string, JsonObject>;
}

/** The values of the environments of a chart, and what is the same in all of them. */
export function environmentsOf(
  chart: ChartSources,
  names: readonly string[],
): Environments {
  const overlays = Object.fromEntries(
    names.map(name => [
      name,
      (parse(chart.get(`values/${name}.yaml`) ?? '') ?? {}) as JsonObject,
    ]),
  );
  return { base: common(Object.values(overlays)), overlays };
}

/** Renders a chart to resources that say nothing of Helm, nor of the environment, which an overlay adds. */
export function renderResources(
  chart: ChartSources,
  release: { name: string; namespace: string; values: JsonObject },
): Resource[] {
  const metadata = parse(chart.get('Chart.yaml') ?? '');
  const texts = renderChartTexts(
    {
      name: metadata.name,
      version: metadata.version,
      templates: new Map(
        [...chart].filter(
          ([path]) =>
            path.startsWith('templates/') &&
            !path.startsWith('templates/tests/'),
        ),
      ),
      files: chart,
      values: parse(chart.get('values.yaml') ?? ''),
    },
    release,
  );
  return [...texts].flatMap(([path, text]) =>
    parseAllDocuments(text).flatMap(document => {
      if (document.errors.length > 0) {
        throw new InputError(`${path}: ${document.errors[0].message}`);
      }
      if (!isMap(document.contents)) {
        return [];
      }
      cleanse(document.contents);
      visit(document, { Collection: unfold });
      const value = document.toJS() as JsonObject;
      const { name } = value.metadata as { name: string };
      return [
        {
          key: `${value.kind} ${name}`,
          template: path.replace(/^.*\//, '').replace(/\.ya?ml$/, ''),
          document,
          value,
        },
      ];
    }),
  );
}

// A ConfigMap that is generated has a name of its own for each content, which does what the checksum does in a chart.
const ofHelm = /^(?:helm\.sh\/|checksum\/|app\.kubernetes\.io\/managed-by$)/;

function cleanse(node: YAMLMap): void {
  for (const pair of [...node.items]) {
    const key = String(pair.key);
    const { value } = pair;
    if (!isMap(value)) {
      continue;
    }
    if (key === 'labels' || key === 'annotations') {
      for (const name of value.items.map(item => String(item.key))) {
        if (ofHelm.test(name) || (key === 'labels' && name === 'environment')) {
          value.delete(name);
        }
      }
      if (value.items.length === 0) {
        node.delete(pair.key);
      }
    } else {
      cleanse(value);
    }
  }
}

// Helm's `toYaml` and the stringifier disagree on spaces inside brackets; lines have none.
function unfold(_key: unknown, node: YAMLMap | YAMLSeq): void {
  node.flow = node.items.length === 0;
}

/** What is the same in all of some objects. */
function common([first, ...others]: JsonObject[]): JsonObject {
  return Object.fromEntries(
    Object.entries(first ?? {}).flatMap(([key, value]) => {
      const values = others.map(other => other[key]);
      if (isObject(value) && values.every(isObject)) {
        return [[key, common([value, ...(values as JsonObject[])])]];
      }
      return values.every(
        other => JSON.stringify(other) === JSON.stringify(value),
      )
        ? [[key, value]]
        : [];
    }),
  );
}

/** Whether a value is an object with keys. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
