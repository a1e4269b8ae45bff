import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { temporaryDirectory } from '../../__testUtils__/temporaryDirectory';
import { findTemplates } from '../../cli/findTemplates';
import { compose } from '../compose';
import { TemplateLibrary } from '../TemplateLibrary';

const answers = { name: 'orders', owner: 'checkout' };

/** The templates of the product, with changes to the files of the block `pipeline`. */
async function libraryWith(
  changes: Record<string, (text: string) => string> = {},
): Promise<TemplateLibrary> {
  const directory = await temporaryDirectory();
  await cp(await findTemplates(), directory, { recursive: true });
  for (const [name, change] of Object.entries(changes)) {
    const file = join(directory, 'blocks/pipeline', name);
    await writeFile(file, change(await readFile(file, 'utf8')));
  }
  return TemplateLibrary.fromDirectory(directory);
}

function pipelineOf(library: TemplateLibrary, ci: 'github' | 'gitlab') {
  const { files } = compose({
    library,
    path: 'node-service',
    answers: { ...answers, ci },
  });
  const path = ci === 'github' ? '.github/workflows/ci.yml' : '.gitlab-ci.yml';
  const text = files.find(file => file.path === path)?.contents.toString();
  return { text: text ?? '', value: parse(text ?? '') };
}

it('writes a job of the model for each platform, with what it says and why', async () => {
  const library = await libraryWith({
    'pipeline.yaml.njk': text =>
      text.replace(
        '  audit:\n',
        `  licences:
    why: Some licences oblige us to publish what is ours.
    stage: check
    needs: [lint]
    minutes: 3
    tool: node
    variables: { LEVEL: strict }
    exclusive: licences
    steps:
      - name: Ask
        why: It takes a while.
        run: |
          npx ask one
          npx ask two
  audit:
`,
      ),
  });
  const github = pipelineOf(library, 'github');
  expect(github.value.jobs.licences).toEqual({
    needs: 'lint',
    'runs-on': 'ubuntu-24.04',
    'timeout-minutes': 3,
    concurrency: { group: 'licences', 'cancel-in-progress': false },
    env: { LEVEL: 'strict' },
    steps: [
      expect.objectContaining({
        uses: expect.stringMatching(/^actions\/checkout@[0-9a-f]{40}$/),
      }),
      { name: 'Ask', run: 'npx ask one\nnpx ask two\n' },
    ],
  });
  const gitlab = pipelineOf(library, 'gitlab');
  expect(gitlab.value.licences).toEqual({
    stage: 'check',
    needs: ['lint'],
    image: expect.stringMatching(/^node:22-alpine@sha256:/),
    variables: { LEVEL: 'strict' },
    resource_group: 'licences',
    interruptible: false,
    timeout: '3 minutes',
    rules: [{ changes: gitlab.value['.changed'] }],
    script: ['npx ask one\nnpx ask two\n'],
  });
  for (const { text } of [github, gitlab]) {
    expect(text).toContain(
      '# Some licences oblige us to publish what is ours.\n',
    );
    expect(text).toMatch(/\n +# (?:Ask\n +# )?It takes a while\.\n/);
  }
});

it('leaves no version of the language without the image that GitLab tests it in', async () => {
  const library = await libraryWith({
    'pipeline.yaml.njk': text =>
      text.replace('matrix: ${{ runtime.versions | json }}', 'matrix: ["99"]'),
  });
  expect(() => pipelineOf(library, 'gitlab')).toThrow(
    'templates/blocks/pipeline/gitlab.yaml.njk: does not say how to do "toolchain.images.99"',
  );
});

it.each([
  [
    'a step that a platform does not know',
    '- uses: scan-sources',
    '- uses: scan-stars',
    'does not say how to do "steps.scan-stars',
  ],
  [
    'a job that waits for one that comes later',
    '    stage: check\n    minutes: 15\n    toolchain: matrix',
    '    stage: check\n    needs: [build]\n    minutes: 15\n    toolchain: matrix',
    'pipeline.yaml.njk: jobs.test needs a stage and jobs that stand before it: check, build',
  ],
  [
    'a stage that there is not',
    '    stage: check\n    minutes: 15\n    permissions',
    '    stage: chekc\n    minutes: 15\n    permissions',
    'pipeline.yaml.njk: jobs.scan needs a stage',
  ],
  [
    'a key that means nothing',
    '    minutes: 15\n    permissions',
    '    minute: 15\n    permissions',
    'pipeline.yaml.njk: jobs.scan',
  ],
  ['what is no YAML', 'stages: [', 'stages: [[', 'pipeline.yaml.njk: '],
])('refuses %s, and says where', async (_what, find, replace, message) => {
  const library = await libraryWith({
    'pipeline.yaml.njk': text => {
      expect(text).toContain(find);
      return text.replace(find, replace);
    },
  });
  for (const ci of ['github', 'gitlab'] as const) {
    expect(() => pipelineOf(library, ci)).toThrow(message);
  }
});

it('refuses a job under a name that means something else to GitLab', async () => {
  const library = await libraryWith({
    'pipeline.yaml.njk': text =>
      text.replace('  audit:\n', '  pages:\n').replace('audit, scan', 'scan'),
  });
  expect(() => pipelineOf(library, 'gitlab')).toThrow('"pages" is taken');
});

it('tells which block lacks the model of its pipelines', async () => {
  const directory = await temporaryDirectory();
  await cp(await findTemplates(), directory, { recursive: true });
  const file = join(directory, 'blocks/pipeline/block.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/platform: gitlab/, 'platform: gitlub'));
  const library = await TemplateLibrary.fromDirectory(directory);
  expect(library.brokenBlocks).toEqual([
    {
      name: 'pipeline',
      message: expect.stringMatching(/block\.yaml:\d+.*platform/),
    },
  ]);
});
