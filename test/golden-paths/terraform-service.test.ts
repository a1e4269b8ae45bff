import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderService } from './support/renderService';
import { temporaryDirectory } from './support/temporaryDirectory';
import {
  initTerraform,
  terraform,
  terraformIsMissing,
} from './support/terraform';

jest.setTimeout(600_000);

const succeeds = { code: 0, output: expect.anything() };
/** All of them take minutes: `npm run test:golden-paths` asks for them. */
const thorough = process.env.GOLDENPATH_THOROUGH === '1';
const chosen = <T>(rows: T[]): T[] => (thorough ? rows : rows.slice(0, 1));

const missing = terraformIsMissing();
const withTerraform = missing ? describe.skip : describe;

async function render(answers: object): Promise<string> {
  const file = join(await temporaryDirectory(), 'values.json');
  const service = { name: 'orders', owner: 'checkout', infrastructure: 'aws' };
  await writeFile(file, JSON.stringify({ ...service, ...answers }));
  return join(await renderService('node-service', file), 'infrastructure');
}

withTerraform(
  `the infrastructure of a service${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    it.each(
      chosen([
        [{ database: 'postgresql' }, 8],
        [{ database: 'none', ci: 'gitlab' }, 6],
        [{ database: 'none', ci: 'none', name: `a${'b'.repeat(39)}` }, 6],
      ]),
    )(
      'holds the policy in each environment with %j',
      async (answers, count) => {
        const root = await render(answers);
        for (const folder of [root, join(root, 'bootstrap')]) {
          expect(await initTerraform(folder)).toEqual(succeeds);
          expect(await terraform(folder, 'validate')).toEqual(succeeds);
        }
        for (const environment of ['staging', 'production']) {
          const values = `-var-file=environments/${environment}.tfvars`;
          const tested = await terraform(root, 'test', '-no-color', values);
          expect(tested.output).toContain(`Success! ${count} passed, 0 failed`);
        }
        const rights = await terraform(
          join(root, 'bootstrap'),
          'test',
          '-no-color',
        );
        expect(rights.output).toContain('Success! 1 passed, 0 failed');
      },
    );

    it.each(
      chosen([
        [
          '',
          'buckets.tf',
          'block_public_acls       = true',
          'can be made public',
        ],
        ['', 'main.tf', 'enable_key_rotation     = true', 'does not rotate'],
        [
          'bootstrap',
          'rights.tf',
          'Condition = local.tagged',
          "not the service's",
        ],
      ]),
    )(
      'has tests that fail when in %s/%s "%s" is turned off',
      async (folder, name, line, says) => {
        const root = join(await render({ database: 'postgresql' }), folder);
        expect(await initTerraform(root)).toEqual(succeeds);
        const file = join(root, name);
        const sound = await readFile(file, 'utf8');
        expect(sound).toContain(line);
        const broken = line.startsWith('Condition')
          ? sound
              .replaceAll(line, '')
              .replaceAll(/"arn:aws:kms:\$\{local.region\}:key\/\*"/g, '"*"')
          : sound.replace(line, line.replace('true', 'false'));
        await writeFile(file, broken);
        const values = folder
          ? []
          : ['-var-file=environments/production.tfvars'];
        const tested = await terraform(root, 'test', '-no-color', ...values);
        expect(tested.code).toBe(1);
        expect(tested.output).toContain(says);
      },
    );
  },
);

it('takes the same providers as the platform, to the hash', async () => {
  const root = await render({});
  const file = join(await temporaryDirectory(), 'values.json');
  await writeFile(file, JSON.stringify({ name: 'landing', owner: 'platform' }));
  const platform = await renderService('aws-platform', file);
  const lock = '.terraform.lock.hcl';
  const expected = await readFile(join(platform, lock), 'utf8');
  for (const folder of [root, join(root, 'bootstrap')]) {
    expect(await readFile(join(folder, lock), 'utf8')).toBe(expected);
  }
});
