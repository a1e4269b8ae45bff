import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { findTemplates } from '../cli/findTemplates';
import { compose, TemplateLibrary, writeComposition } from '../compose';
import { createReadinessAction } from './createReadinessAction';

type Level = 'L1' | 'L2' | 'L3' | 'L4';

let library: TemplateLibrary;
beforeAll(async () => {
  library = await TemplateLibrary.fromDirectory(await findTemplates());
});

async function workspaceOf(name: string, files: Record<string, string> = {}) {
  const workspace = await temporaryDirectory();
  const answers = { name, owner: 'checkout' };
  await writeComposition(
    compose({ library, path: 'node-service', answers }),
    workspace,
  );
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), contents);
  }
  return workspace;
}

async function check(
  workspacePath: string,
  input: { minLevel?: Level; checks?: string[]; targetPath?: string } = {},
  rubric: string[] = [],
) {
  const action = createReadinessAction({
    config: mockServices.rootConfig({
      data: { productionReadiness: { rubric: { files: rubric } } },
    }),
  });
  const lines: string[] = [];
  const logger = mockServices.logger.mock({
    info: message => void lines.push(message),
  });
  const output: Record<string, unknown> = {};
  const context = createMockActionContext({ input, workspacePath, logger });
  const failure = await action
    .handler({
      ...context,
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
    } as never)
    .then(
      () => undefined,
      (error: Error) => error.message,
    );
  return { lines, output, failure, log: lines.join('\n') };
}

it('tells level, progress and next steps of what was composed', async () => {
  const { output, failure, lines, log } = await check(
    await workspaceOf('orders'),
    { minLevel: 'L2' },
  );
  expect(failure).toBeUndefined();
  expect(output).toMatchObject({ level: 'L2', blockers: [] });
  expect(lines[0]).toBe('orders is at L2 Stable');
  expect(log).toMatch(/✔ L2 Stable +(\d+) of \1 checks/);
  expect(log).toMatch(/What to do next\n {2}✘ [^]*\(gitops, L3/);
  expect(log).toMatch(/→ .* Block: gitops\./);
  expect(log).toMatch(/Later\n {2}L4 /);
  expect(lines.at(-1)).toMatch(/^\d+ checks of production-readiness .* s$/);
  expect(output.open).toContainEqual({
    id: 'gitops',
    level: 'L3',
    title: expect.any(String),
    state: 'fail',
    reason: expect.any(String),
    fix: expect.stringContaining('Argo CD'),
  });
});

it('fails below the promised level, after it has said what to do', async () => {
  const workspace = await workspaceOf('orders', {
    'src/keys.ts':
      "export const aws = { accessKeyId: 'AKIAZ5Q3M7XN2VWJ4KLP', secretAccessKey: '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' };\n",
  });
  const { output, failure, log } = await check(workspace, { minLevel: 'L2' });
  expect(failure).toBe(
    'orders would be below L1, and L2 Stable is promised; open: no-secrets-in-code, secrets-managed',
  );
  expect(output).toMatchObject({
    level: 'below L1',
    blockers: ['no-secrets-in-code'],
  });
  expect(log).toContain('src/keys.ts:1');
  expect(log).toContain('blocks every review');
  expect((await check(workspace)).failure).toBeUndefined();
});

it('fails without a check that is asked for, whatever the level', async () => {
  const workspace = await workspaceOf('orders');
  const checks = ['owner-declared', 'gitops', 'of-another-rubric'];
  const { failure } = await check(workspace, { checks });
  expect(failure).toBe('orders does not satisfy what is promised: gitops');
  const { failure: none } = await check(workspace, {
    checks: checks.slice(0, 1),
  });
  expect(none).toBeUndefined();
});

it('measures by the rubric of the portal', async () => {
  const workspace = await workspaceOf('orders');
  const rubric = join(await temporaryDirectory(), 'rubric.yaml');
  await writeFile(
    rubric,
    'extends: default\nname: acme\nversion: 2.0.0\ntitle: Acme\noverride: { gitops: { level: L1 } }\n',
  );
  const strict = await check(workspace, { minLevel: 'L2' }, [rubric]);
  expect(strict.failure).toContain('open: gitops');
  expect(strict.lines.at(-1)).toContain('of acme 2.0.0');
  const gone = await check(workspace, {}, ['/nowhere/rubric.yaml']);
  expect(gone.failure).toContain(
    'The rubric file /nowhere/rubric.yaml, which productionReadiness.rubric.files names, cannot be read',
  );
});

it('looks at a folder of the workspace, and never outside it', async () => {
  const workspace = await workspaceOf('orders');
  const docs = await check(workspace, { targetPath: 'docs', minLevel: 'L1' });
  expect(docs.failure).toContain('docs would be below L1');
  const outside = await check(workspace, { targetPath: '../..' });
  expect(outside.failure).toContain('Relative path is not allowed');
});
