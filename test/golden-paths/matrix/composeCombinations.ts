import {
  compose,
  ComposedFile,
  pathInputs,
  selectedBlocks,
  TemplateLibrary,
} from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { factorsOf } from './factors';
import { CoveringArray, pairwise, Row } from './pairwise';

/** A service composed from one combination of answers. */
export interface ComposedService {
  path: string;
  label: string;
  answers: Record<string, unknown>;
  files: ComposedFile[];
}

/** The combinations of a path. */
export interface Combinations extends Omit<CoveringArray, 'rows'> {
  path: string;
  services: ComposedService[];
}

const service = { name: 'orders', owner: 'group:default/checkout' };
const hostile = {
  name: `a${'b9'.repeat(19)}c`,
  owner: 'platform/a.team_of-people',
  description: `It's "quoted": \${{ secrets.X }} {{ .Values.y }} {% raw %} $(id) \`id\` # no\n- ünïcode 🦓 שלום`,
};

/**
 * Composes a path: with its defaults, with every option on, under names that break what is not quoted, and with every
 * pair of options.
 */
export function composeCombinations(
  library: TemplateLibrary,
  path: string,
  everything: Row,
): Combinations {
  const inputs = pathInputs(library, path);
  const factors = factorsOf(inputs);
  const refuse = (row: Row) => {
    try {
      selectedBlocks({ library, path, answers: { ...service, ...row } });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const { rows, ...rest } = pairwise(factors, refuse);
  const composed = (label: string, answers: Record<string, unknown>) => ({
    path,
    label,
    answers,
    files: compose({ library, path, answers }).files,
  });
  return {
    path,
    ...rest,
    services: [
      composed('defaults', service),
      composed('everything', { ...service, ...everything }),
      composed('hostile', { ...everything, ...hostile }),
      composed('hostile, on GitLab', {
        ...everything,
        ...hostile,
        ...('ci' in inputs && { ci: 'gitlab' }),
      }),
      ...('deploy' in inputs
        ? [
            composed('hostile, with overlays', {
              ...everything,
              ...hostile,
              deploy: 'kustomize',
            }),
          ]
        : []),
      ...rows.map(row => composed(JSON.stringify(row), { ...service, ...row })),
    ],
  };
}
