import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { findTemplates } from '../cli/findTemplates';
import { compose } from './compose';
import { Composition } from './Composition';
import { parameterPages } from './parameterPages';
import { replaceParameters } from './replaceParameters';
import { TemplateLibrary } from './TemplateLibrary';

let library: TemplateLibrary;
beforeAll(async () => {
  library = await TemplateLibrary.fromDirectory(await findTemplates());
});

const text = ({ files }: Composition, path: string) =>
  files.find(file => file.path === path)?.contents.toString('utf8') ?? '';

// Helm templates are no YAML until Helm has rendered them.
const isYaml = (path: string) =>
  /\.ya?ml$/.test(path) && !/^charts\/[^/]+\/templates\//.test(path);

function check(composition: Composition) {
  for (const { path, contents } of composition.files) {
    const source = contents.toString('utf8');
    expect([
      path,
      source.match(/\$\{\{\s*(?:values|service|has|runtime)\b.*/),
    ]).toEqual([path, null]);
    if (isYaml(path)) {
      for (const document of parseAllDocuments(source)) {
        expect([path, document.errors]).toEqual([path, []]);
      }
    } else if (path.endsWith('.json')) {
      expect(() => JSON.parse(source)).not.toThrow();
    }
  }
}

it('has no path and no block that is broken', () => {
  expect([...library.brokenBlocks, ...library.brokenPaths]).toEqual([]);
});

it('composes every path from a name and an owner alone', () => {
  for (const { name } of library.paths) {
    const composition = compose({
      library,
      path: name,
      answers: { name: 'orders', owner: 'checkout' },
    });
    check(composition);
    const source = text(composition, 'catalog-info.yaml');
    const [component] = parseAllDocuments(source).map(each => each.toJS());
    expect(component.spec.owner).toBe('group:default/checkout');
  }
});

it.each([
  `Quotes " and ' and \\ and : and # and - and {}`,
  'GitHub ${{ secrets.TOKEN }}, Helm {{ .Values.x }}, shell $(id) `id`',
  'true',
  '1e3',
  'two\nlines: yes\n---\n- list',
  'emoji 🦓, right to left שלום \u202e',
  'x'.repeat(300),
])('carries the description %j faithfully', description => {
  for (const { name } of library.paths) {
    const composition = compose({
      library,
      path: name,
      answers: { name: 'orders', owner: 'checkout', description },
    });
    check(composition);
    const catalog = parseAllDocuments(text(composition, 'catalog-info.yaml'));
    expect(catalog[0].toJS().metadata.description).toBe(description);
    const manifest = JSON.parse(text(composition, 'package.json') || '{}');
    expect(manifest.description ?? description).toBe(description);
  }
});

it('holds each template.yaml as it is generated from the blocks', async () => {
  for (const path of library.paths) {
    const file = join(library.directory, path.name, 'template.yaml');
    const committed = await readFile(file, 'utf8');
    expect(committed).toBe(
      replaceParameters(committed, parameterPages(library, path)),
    );
    const template = parse(committed);
    expect(template.metadata.name).toBe(path.name);
    const composeStep = template.spec.steps.find(
      (step: { action: string }) =>
        step.action ===
        (path.adopts ? 'golden-path:adopt' : 'golden-path:compose'),
    );
    expect(composeStep.input.path).toBe(path.name);
  }
});

it('stops in each template below the level that its path promises, before anything is published', async () => {
  for (const path of library.paths.filter(({ level }) => level)) {
    const file = join(library.directory, path.name, 'template.yaml');
    const { spec } = parse(await readFile(file, 'utf8'));
    const actions = spec.steps.map((step: { action: string }) => step.action);
    const gate = actions.indexOf('readiness:check');
    expect([path.name, gate]).toEqual([
      path.name,
      actions.indexOf('golden-path:compose') + 1,
    ]);
    expect(actions.indexOf('publish:github')).toBeGreaterThan(gate);
    expect(actions.indexOf('publish:gitlab')).toBeGreaterThan(gate);
    expect(spec.steps[gate].input.minLevel).toBe(path.level);
  }
});
