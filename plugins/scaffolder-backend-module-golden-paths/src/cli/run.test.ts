import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { writeLibrary } from '../__testUtils__/writeLibrary';
import { run } from './run';

async function call(...argv: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const code = await run(argv, {
    out: line => out.push(line),
    error: line => error.push(line),
  });
  return { code, out, error };
}

async function temporary(values: string) {
  const directory = await temporaryDirectory();
  const file = join(directory, 'values.yaml');
  await writeFile(file, values);
  return { file, out: join(directory, 'out') };
}

it('lists the paths', async () => {
  const { code, out } = await call('list');
  expect(code).toBe(0);
  expect(out).toContainEqual(expect.stringMatching(/^node-service \d/));
});

it('renders a path once, and again only when it is told to', async () => {
  const { file, out } = await temporary('{"name": "orders", "owner": "shop"}');
  const render = ['render', 'node-service', '--values', file, '--out', out];
  expect((await call(...render)).code).toBe(0);
  const manifest = JSON.parse(
    await readFile(join(out, 'package.json'), 'utf8'),
  );
  expect(manifest.name).toBe('orders');

  await writeFile(join(out, 'package.json'), 'changed');
  const again = await call(...render);
  expect(again).toMatchObject({ code: 2, out: [] });
  expect(again.error).toEqual([expect.stringContaining('is not empty')]);
  expect(await readFile(join(out, 'package.json'), 'utf8')).toBe('changed');
  expect((await call(...render, '--force')).code).toBe(0);
});

it.each([
  ['name: Orders\nowner: shop', '"name" must be lowercase letters'],
  ['name: orders', '"owner" (Owner) is required'],
  ['name: orders\nname: x', 'Map keys must be unique'],
  ['- orders', 'must hold an object'],
])('says in one line what is wrong with %j', async (values, message) => {
  const { file, out } = await temporary(values);
  const { code, error } = await call(
    'render',
    'node-service',
    '--values',
    file,
    '--out',
    out,
  );
  expect(code).toBe(2);
  expect(error).toEqual([expect.stringContaining(message)]);
  expect(error[0]).not.toContain('\n');
});

it.each([
  [['render', 'zebra', '--values', 'x', '--out', 'y'], 'x cannot be read'],
  [['render', 'node-service'], '--values FILE and --out DIR'],
  [['paint'], 'no command "paint"'],
  [['list', '--colour'], "Unknown option '--colour'"],
  [['list', '--templates', '/nowhere'], 'holds no golden paths'],
])('says in one line what is wrong with %j', async (argv, message) => {
  const { code, error } = await call(...argv);
  expect(code).toBe(2);
  expect(error).toEqual([expect.stringContaining(message)]);
});

it('goes on with the paths that are whole, and says what is wrong with the others', async () => {
  const templates = await writeLibrary({ 'broken/path.yaml': 'name: [' });
  const { code, out, error } = await call('list', '--templates', templates);
  expect(code).toBe(2);
  expect(out).toEqual(['test 2.0.0  Test']);
  expect(error).toEqual([
    expect.stringMatching(/^golden-path: .*broken\/path\.yaml:1: /),
  ]);
});
