import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  defaultRubric,
  evaluate,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  MemoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import {
  compose,
  TemplateLibrary,
} from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { parse } from 'yaml';
import { practicesPage } from './practices/practicesPage';
import { Practice, readPractices } from './practices/readPractices';

const root = resolve(__dirname, '../..');
const practices = readPractices();
const all = Object.values(practices.areas).flat();
const generated = all.filter(
  (practice): practice is Practice & { in: string; file: string } =>
    practice.absent === undefined,
);
const rubric = defaultRubric();
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

interface Rendered {
  files: Map<string, string>;
  states: Map<string, string>;
}

const rendered = new Map<string, Promise<Rendered>>();
let library: TemplateLibrary;
beforeAll(async () => {
  library = await TemplateLibrary.fromDirectory(join(root, 'templates'));
});

function render(path: string, variant: string | undefined): Promise<Rendered> {
  const key = `${path} ${variant}`;
  const known = rendered.get(key) ?? renderNow(path, variant);
  rendered.set(key, known);
  return known;
}

async function renderNow(
  path: string,
  variant: string | undefined,
): Promise<Rendered> {
  const everything = JSON.parse(
    textOf(`test/golden-paths/${path}-everything.values.json`),
  );
  const changed = variant ? practices.variants[variant] : {};
  const { files } = compose({
    library,
    path,
    answers: { ...everything, ...changed },
  });
  const texts = new Map(
    files.map(file => [file.path, file.contents.toString('utf8')]),
  );
  const facts = await collectFacts(MemoryTree.of(Object.fromEntries(texts)), {
    path: '',
    name: everything.name,
  });
  const { results } = evaluate(rubric, { facts, now: new Date() });
  return {
    files: texts,
    states: new Map(results.map(({ id, state }) => [id, state])),
  };
}

it('has each practice once, and says of each where it is or why it is not', () => {
  const ids = all.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids).toHaveLength(115);
  for (const { id, file, shows, absent, ...practice } of all) {
    expect([id, Boolean(file && shows && practice.in)]).toEqual([id, !absent]);
  }
});

it.each(generated.map(practice => [practice.id, practice] as const))(
  'generates %s',
  async (_id, { in: path, with: variant, file, shows = [], checks }) => {
    const { files, states } =
      path === 'product'
        ? { files: new Map([[file, textOf(file)]]), states: undefined }
        : await render(path, variant);
    for (const text of shows) {
      expect(files.get(file) ?? `no ${file}`).toContain(text);
    }
    const seen = checks.map(check => [check, states?.get(check) ?? 'pass']);
    expect(seen).toEqual(checks.map(check => [check, 'pass']));
  },
);

it('names checks of the rubric only', () => {
  const known = new Set(rubric.document.checks.map(({ id }) => id));
  const named = all.flatMap(({ checks, attested }) => [...checks, ...attested]);
  expect(named.filter(check => !known.has(check))).toEqual([]);
});

it('names tests that exist, and leaves none out', () => {
  for (const { file, says } of Object.values(practices.tests)) {
    expect(textOf(file)).toContain(says);
  }
  const used = new Set(all.flatMap(({ proof }) => proof));
  expect([...used].sort()).toEqual(Object.keys(practices.tests).sort());
  const unproved = generated.filter(({ proof }) => proof.length === 0);
  expect(unproved.map(({ id }) => id)).toEqual([]);
});

it('agrees with what the blocks say that they bring', () => {
  const claimed = library.paths
    .flatMap(({ blocks }) => blocks)
    .flatMap(
      block => parse(textOf(`templates/blocks/${block}/block.yaml`)).practices,
    )
    .filter(Boolean);
  const ours = generated
    .filter(({ in: path }) => path !== 'product')
    .map(({ id }) => id);
  expect(ours.filter(id => !claimed.includes(id))).toEqual([]);
  const known = all.map(({ id }) => id);
  expect(claimed.filter((id: string) => !known.includes(id))).toEqual([]);
});

it('is what docs/practices.md says', () => {
  // node test/golden-paths/practices/write.cjs writes it.
  expect(textOf('docs/practices.md')).toBe(practicesPage(practices));
});
