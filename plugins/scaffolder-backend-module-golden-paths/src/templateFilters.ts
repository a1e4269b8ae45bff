import { createTemplateFilter } from '@backstage/plugin-scaffolder-node/alpha';
import { TemplateValue } from 'nunjitsu';
import { contextFilters } from './compose';

const descriptions: Record<string, string> = {
  yaml: 'A value as YAML on one line, in quotes where YAML would read it as something else',
  json: 'A value as JSON',
  toml: 'A value as TOML',
  shell: 'A text as one word of a shell command',
  hcl: 'A value as HCL, in which nothing is interpolated',
  dockerLabel: 'A text as the value of a label in a Dockerfile',
  markdown: 'A text in Markdown, in which nothing is markup',
  githubExpression: 'An expression that GitHub Actions evaluates',
  comment: 'A text on one line',
  pascal: 'A name in PascalCase',
};

/** The filters of the blocks, for templates that are written without blocks. */
export const templateFilters = Object.entries(contextFilters).map(
  ([id, filter]) =>
    createTemplateFilter({
      id,
      description: descriptions[id],
      schema: z => z.function().args(z.any()).returns(z.string()),
      filter: (value: unknown) => String(filter(value as TemplateValue)),
    }),
);
