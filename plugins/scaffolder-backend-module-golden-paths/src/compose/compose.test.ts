import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { writeLibrary } from '../__testUtils__/writeLibrary';
import { compose } from './compose';
import { pathInputs } from './pathInputs';
import { TemplateLibrary } from './TemplateLibrary';

const answers = { name: 'orders', owner: 'checkout' };

async function composed(
  files: Record<string, string>,
  given: Record<string, unknown> = answers,
  blocks: string[] = [],
) {
  const directory = await writeLibrary(files, blocks);
  const library = await TemplateLibrary.fromDirectory(directory);
  const composition = compose({ library, path: 'test', answers: given });
  const text = (path: string) =>
    composition.files
      .find(file => file.path === path)
      ?.contents.toString('utf8');
  return { ...composition, library, text };
}

const file = (path: string) => `blocks/service/skeleton/${path}`;

describe('what is rendered', () => {
  it('renders only files that end in .njk, and the names of all', async () => {
    const helm = 'name: {{ .Values.name }} ${{ github.ref }} <%= x %>\n';
    const { text } = await composed({
      [file('plain.yaml')]: helm,
      [file('charts/{name}/{snake}.txt.njk')]:
        '${{ service.name }} by ${{ service.owner }} on ${{ runtime.port }}\n',
    });
    expect(text('plain.yaml')).toBe(helm);
    expect(text('charts/orders/orders.txt')).toBe(
      'orders by group:default/checkout on 8080\n',
    );
  });

  it('is the same to the byte every time, and says so in the lock', async () => {
    const files = {
      [file('b.txt.njk')]: '${{ service.name }}',
      [file('a.txt')]: 'a',
    };
    const given = { ...answers, password: 'hunter2' };
    const one = await composed(files, given);
    const two = await composed(files, given);
    expect(one.files).toEqual(two.files);
    expect(one.files.map(({ path }) => path)).toEqual([
      '.golden-path/lock.yaml',
      'a.txt',
      'b.txt',
    ]);
    const lock = one.text('.golden-path/lock.yaml') as string;
    expect(lock).not.toContain('hunter2');
    expect(parse(lock)).toEqual({
      lockVersion: 1,
      path: { name: 'test', version: '2.0.0' },
      service: { name: 'orders', owner: 'group:default/checkout' },
      blocks: { service: '1.0.0' },
      answers: {
        ...answers,
        description: '',
        registry: 'ghcr.io',
        repoUrl: '',
      },
      files: {
        'a.txt': {
          block: 'service',
          mode: 'managed',
          sha256:
            'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
        },
        'b.txt': expect.objectContaining({ mode: 'managed' }),
      },
    });
  });

  it.each([
    ['an unknown name', '${{ values.nmae }}', 'values.nmae is undefined'],
    ['one in a condition', '{% if values.nmae %}x{% endif %}', 'values.nmae'],
    [
      'one in a branch not taken',
      '{% if has.service %}{% else %}${{ values.x }}{% endif %}',
      'values.x',
    ],
    ['one behind a filter', '${{ values.nmae | upper }}', 'values.nmae'],
    [
      'an item without the key',
      '{% for x in [{a: 1}] %}${{ x.b }}{% endfor %}',
      'x.b }} is undefined',
    ],
    [
      'a name of a prototype',
      '${{ values.constructor }}',
      'values.constructor',
    ],
    ['a broken tag', '{% if %}', 'txt.njk'],
  ])(
    'fails on %s, naming file and expression',
    async (_case, source, expected) => {
      const failing = composed({ [file('x.txt.njk')]: `line\n${source}\n` });
      await expect(failing).rejects.toThrow(expected);
      await expect(failing).rejects.toThrow(
        'blocks/service/skeleton/x.txt.njk',
      );
    },
  );
});

describe('answers', () => {
  it.each([
    [
      { ...answers, nmae: 'x' },
      '"nmae" is not an input of this path; its inputs are: description, name',
    ],
    [{ ...answers, description: undefined }, '"description" has no value'],
    [{ ...answers, description: 7 }, '"description" must be string (it is 7)'],
    [{ owner: 'checkout' }, '"name" (Name) is required'],
    [{ ...answers, name: 'Orders' }, '"name" must match pattern'],
    [
      { ...answers, description: 'a\u0000b' },
      '"description" holds a control character',
    ],
    [
      { ...answers, description: 'x'.repeat(5000) },
      '"description" is longer than 4000',
    ],
    [{ ...answers, name: 'null' }, 'word that YAML reads'],
    [{ ...answers, owner: 'user:default/ada' }, '"owner" must be a group'],
    [{ ...answers, repoUrl: 'evil/../x' }, '"repoUrl" must name a repository'],
  ])('refuses %j', async (given, message) => {
    await expect(composed({}, given)).rejects.toThrow(message);
  });

  it('does not print a secret that is wrong', async () => {
    const failing = composed({}, { ...answers, password: 'x'.repeat(101) });
    await expect(failing).rejects.toThrow('"password" must NOT have more');
    await expect(failing).rejects.not.toThrow('xxx');
  });
});

describe('what a path decides itself', () => {
  const files = (store: string) => ({
    'test/path.yaml': `name: test\nversion: 1.0.0\ntitle: Test\ndescription: Test.\nblocks: [service, store]\nfixed: { store: ${store} }\n`,
    'blocks/store/block.yaml': `name: store
version: 1.0.0
title: Store
description: Stores.
when: "values.store == 'disk'"
inputs:
  properties:
    store: { type: string, title: Store, enum: [none, disk], default: none }
    size: { type: string, title: Size, enum: [s, l], default: s, x-when: { store: [disk] } }
    none: { type: boolean, title: Why, default: true, x-when: { store: [none] } }
files: [{ paths: ['**'], mode: seeded }]
`,
    'blocks/store/skeleton/store.txt.njk':
      '${{ values.store }} ${{ values.size }}',
  });
  const read = async (store: string) =>
    TemplateLibrary.fromDirectory(await writeLibrary(files(store)));

  it('is not asked, and neither is what depends on another decision', async () => {
    const library = await read('disk');
    const { files: made } = compose({ library, path: 'test', answers });
    const stored = made.find(({ path }) => path === 'store.txt');
    expect(stored?.contents.toString()).toBe('disk s');
    const inputs = pathInputs(library, 'test');
    expect(Object.keys(inputs)).toContain('size');
    expect(inputs.size).not.toHaveProperty('x-when');
    expect(inputs).not.toHaveProperty('store');
    expect(inputs).not.toHaveProperty('none');
    expect(() =>
      compose({
        library,
        path: 'test',
        answers: { ...answers, store: 'none' },
      }),
    ).toThrow('"store" is not an input of this path');
  });

  it('leaves of an input the choices that it names, under their titles', async () => {
    const { 'test/path.yaml': path, 'blocks/store/block.yaml': block } =
      files('disk');
    const narrowed = async (choices: string) =>
      TemplateLibrary.fromDirectory(
        await writeLibrary({
          ...files('disk'),
          'test/path.yaml': `${path}choices: { size: ${choices} }\n`,
          'blocks/store/block.yaml': block.replace(
            'enum: [s, l],',
            'enum: [xs, s, l], enumNames: [Tiny, Small, Large],',
          ),
        }),
      );
    const library = await narrowed('[s, l]');
    const { size } = pathInputs(library, 'test');
    expect(size).toMatchObject({
      enum: ['s', 'l'],
      enumNames: ['Small', 'Large'],
    });
    expect(() =>
      compose({ library, path: 'test', answers: { ...answers, size: 'xs' } }),
    ).toThrow('"size" must be one of: s, l (it is "xs")');
    const wrong = await narrowed('[s, xl]');
    expect(() => pathInputs(wrong, 'test')).toThrow(
      'The path test offers "xl" for "size", which is no choice of its blocks',
    );
  });

  it('has to be what its block allows', async () => {
    const library = await read('tape');
    expect(() => pathInputs(library, 'test')).toThrow(
      'The path test decides: "store" must be one of: none, disk (it is "tape")',
    );
  });
});

describe('blocks', () => {
  it('fails when two own one path, or a path that some systems take for the same', async () => {
    const failing = composed(
      {
        'blocks/a/skeleton/Readme.md': 'a',
        'blocks/b/skeleton/README.md.njk': 'b',
      },
      answers,
      ['a', 'b'],
    );
    await expect(failing).rejects.toThrow(
      'The blocks a and b both own README.md',
    );
  });

  it('fails when one owns a file where the other needs a folder', async () => {
    await expect(
      composed(
        { 'blocks/a/skeleton/docs': 'a', 'blocks/b/skeleton/docs/x.md': 'b' },
        answers,
        ['a', 'b'],
      ),
    ).rejects.toThrow('The block a owns a file where b needs a folder');
  });

  it.each([
    ['requires: [zebra]', 'The block a requires zebra'],
    ['conflicts: [b]', 'The blocks a and b cannot be combined'],
    ['runtime: { port: 1 }', 'exactly one block with a runtime profile'],
  ])('honours %s', async (line, message) => {
    const definition = `name: a\nversion: 1.0.0\ntitle: a\ndescription: a.\n${line}\n`;
    await expect(
      composed({ 'blocks/a/block.yaml': definition }, answers, ['a', 'b']),
    ).rejects.toThrow(message);
  });

  it('is there only beside a block that it serves', async () => {
    const block = (name: string, lines: string) =>
      `name: ${name}\nversion: 1.0.0\ntitle: ${name}\ndescription: ${name}.\n${lines}\nfiles: [{ paths: ['**'], mode: seeded }]\n`;
    const files = (on: boolean) => ({
      'blocks/a/block.yaml': block('a', 'serves: [b]'),
      'blocks/a/skeleton/a.txt': 'a',
      'blocks/b/block.yaml': block('b', `requires: [a]\nwhen: "${on}"`),
    });
    const paths = async (on: boolean) =>
      (await composed(files(on), answers, ['a', 'b'])).files.map(
        ({ path }) => path,
      );
    expect(await paths(true)).toContain('a.txt');
    expect(await paths(false)).not.toContain('a.txt');
  });

  it('is left out, with its files, unless its condition holds', async () => {
    const definition = (when: string) =>
      `name: a\nversion: 1.0.0\ntitle: a\ndescription: a.\nwhen: "${when}"\nfiles: [{ paths: ['**'], mode: seeded }]\n`;
    const files = { 'blocks/a/skeleton/a.txt': 'a' };
    const on = await composed(
      {
        ...files,
        'blocks/a/block.yaml': definition("values.name == 'orders'"),
      },
      answers,
      ['a'],
    );
    expect(on.text('a.txt')).toBe('a');
    const off = await composed(
      { ...files, 'blocks/a/block.yaml': definition("values.name == 'x'") },
      answers,
      ['a'],
    );
    expect(off.text('a.txt')).toBeUndefined();
  });
});

describe('a path cannot be used when', () => {
  async function load(files: Record<string, string>, blocks: string[] = []) {
    const directory = await writeLibrary(files, blocks);
    const library = await TemplateLibrary.fromDirectory(directory);
    return library.path('test');
  }

  it.each([
    [
      'nobody owns a file',
      {
        'blocks/a/block.yaml':
          'name: a\nversion: 1.0.0\ntitle: a\ndescription: a.\n',
        'blocks/a/skeleton/x': '',
      },
      'skeleton/x matches no entry',
    ],
    [
      'a key is unknown',
      {
        'blocks/a/block.yaml':
          'name: a\nversion: 1.0.0\ntitle: a\ndescription: a.\nrequired: []\n',
      },
      'a/block.yaml:5: required: is not a key',
    ],
    [
      'an optional input has no default',
      {
        'blocks/a/block.yaml':
          'name: a\nversion: 1.0.0\ntitle: a\ndescription: a.\ninputs: { properties: { x: { type: boolean, title: X } } }\n',
      },
      'a/block.yaml:5: inputs.properties.x: must either be required',
    ],
    [
      'two blocks declare one input',
      {
        'blocks/a/block.yaml':
          'name: a\nversion: 1.0.0\ntitle: a\ndescription: a.\ninputs: { properties: { name: { type: boolean, title: X, default: true } } }\n',
      },
      'test/path.yaml:5: blocks.1: service and a both declare the input "name"',
    ],
    [
      'a block is missing',
      {
        'test/path.yaml':
          'name: test\nversion: 1.0.0\ntitle: a\ndescription: a.\nblocks: [zebra]\n',
      },
      'test/path.yaml:5: blocks.0: there is no block "zebra"',
    ],
  ])('%s', async (_case, files, message) => {
    await expect(load(files as Record<string, string>, ['a'])).rejects.toThrow(
      message,
    );
  });

  it('a skeleton holds a link', async () => {
    const directory = await writeLibrary({ 'blocks/a/skeleton/x': '' }, ['a']);
    await symlink('/etc/passwd', join(directory, 'blocks/a/skeleton/link'));
    const library = await TemplateLibrary.fromDirectory(directory);
    expect(() => library.path('test')).toThrow(
      'link is a link or a special file',
    );
  });

  it('a block of it is broken, and all other paths can be used', async () => {
    const definition = (name: string, more: string) =>
      `name: ${name}\nversion: 1.0.0\ntitle: x\ndescription: x.\n${more}`;
    const files = {
      'blocks/b/block.yaml': definition(
        'b',
        "provides: [deployment]\ninputs: { properties: { cloud: { type: string, title: Cloud, maxLength: 9, default: aws } } }\nfiles: [{ paths: ['**'] }]\n",
      ),
      // Names that a shared block refers to stay defined.
      [file('shared.txt.njk')]:
        '{% if has.b or has.deployment %}${{ values.cloud }}{% else %}none{% endif %}',
      'other/path.yaml': `${definition('other', 'blocks: [service, b]\n')}`,
      'third/path.yaml': 'name: third\n  blocks: [',
    };
    const { library, text } = await composed(files);
    expect(text('shared.txt')).toBe('none');
    expect(library.paths.map(({ name }) => name)).toEqual(['test']);
    expect(library.brokenBlocks.map(({ name }) => name)).toEqual(['b']);
    expect(() => library.path('other')).toThrow(
      /blocks\/b\/block\.yaml:7: files\.0\.mode: /,
    );
    expect(() => library.path('third')).toThrow(/third\/path\.yaml:2: /);
    expect(() => library.path('zebra')).toThrow('no golden path "zebra"');
  });

  it.each(['{owner}.txt', '{name', '.git/hooks/x', 'a b.txt'])(
    'a skeleton holds the path %s',
    async path => {
      await expect(composed({ [file(path)]: '' })).rejects.toThrow(
        path === '{owner}.txt' ? 'is no placeholder' : 'no safe path',
      );
    },
  );
});
