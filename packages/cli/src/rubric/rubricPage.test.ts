import { defaultRubric } from '@goldenpath/backstage-plugin-production-readiness-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findExamples } from './examples';
import { rubricPage } from './rubricPage';

describe('rubricPage', () => {
  it('has an example for each check that a repository can satisfy', async () => {
    const { document } = defaultRubric();
    const examples = await findExamples(defaultRubric());
    const without = document.checks
      .filter(({ id, passesWhen }) => passesWhen && !examples.has(id))
      .map(({ id }) => id);
    expect(without).toEqual([]);
  });

  it('is what docs/rubric.md holds: readiness rubric show --format markdown --output docs/rubric.md', async () => {
    const published = readFileSync(
      resolve(__dirname, '../../../../docs/rubric.md'),
      'utf8',
    );
    const page = rubricPage(
      defaultRubric().document,
      await findExamples(defaultRubric()),
    );
    expect(published).toBe(page);
  });

  it('names criterion and applicability of every check', () => {
    const { document } = defaultRubric();
    const page = rubricPage(document, new Map());
    for (const { id } of document.checks) {
      expect(page).toContain(`<a id="${id}"></a>`);
    }
    expect(page.match(/\*\*Criterion\.\*\*/g)).toHaveLength(58);
    expect(page.match(/\*\*Applies\.\*\*/g)).toHaveLength(58);
  });
});
