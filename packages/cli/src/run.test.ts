import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { run } from './run';

const bin = resolve(__dirname, '../bin/readiness');

describe('readiness', () => {
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const readiness = (...args: string[]) =>
    spawnSync(process.execPath, [bin, ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: root },
    });

  /** The same without a process of its own. */
  const inProcess = async (...args: string[]) => {
    let [stdout, stderr] = ['', ''];
    const status = await run(args, {
      out: text => {
        stdout += text;
      },
      error: line => {
        stderr += `${line}\n`;
      },
      cwd: root,
      width: 80,
      color: false,
      env: {},
    });
    return { status, stdout, stderr };
  };

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'readiness-'));
    write('shop/README.md', '# Shop\n\nSells things.\n\n    npm start\n');
    write(
      'shop/catalog-info.yaml',
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: shop }\nspec: { type: service, lifecycle: production, owner: team-a }\n',
    );
    write('shop/src/a\nb.js', "console.log('hello');\n");
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('prints the scorecard as JSON, the same bytes each time', () => {
    const first = readiness('check', 'shop', '--format', 'json');
    expect(first).toMatchObject({ status: 0, stderr: '' });
    const document = JSON.parse(first.stdout);
    expect(document).toMatchObject({
      service: 'shop',
      rubric: { name: 'production-readiness' },
      level: null,
    });
    expect(document.checks).toHaveLength(58);
    for (const check of document.checks) {
      expect(check).toEqual(
        expect.objectContaining({
          id: expect.any(String),
          level: expect.stringMatching(/^L[1-4]$/),
          area: expect.any(String),
          state: expect.stringMatching(/^(pass|fail|unknown|not-applicable)$/),
          reason: expect.any(String),
          evidence: expect.any(Array),
        }),
      );
    }
    const second = readiness('check', 'shop', '--format', 'json');
    expect(second.stdout).toBe(first.stdout);
  });

  it('exits with 1 and says why when the service is below what was asked', () => {
    expect(readiness('check', 'shop', '--min-level', 'L1')).toMatchObject({
      status: 1,
      stderr: 'readiness: The service is below L1, and L1 was asked for.\n',
    });
    const blocked = readiness('check', 'shop', '--fail-on', 'blocker');
    expect(blocked.status).toBe(1);
    expect(blocked.stderr).toContain('The blocker health-endpoint is open');
  });

  it('exits with 0 against its own report, and with 1 when something got worse', () => {
    const report = readiness('check', 'shop', '--format', 'json').stdout;
    write('before.json', report);
    expect(readiness('check', 'shop', '--baseline', 'before.json').status).toBe(
      0,
    );
    const document = JSON.parse(report);
    document.checks.find(({ id }: { id: string }) => id === 'runbooks').state =
      'pass';
    write('before.json', JSON.stringify(document));
    expect(
      readiness('check', 'shop', '--baseline', 'before.json'),
    ).toMatchObject({
      status: 1,
      stderr: 'readiness: runbooks passed in the baseline and is fail now.\n',
    });
  });

  it.each([
    [['check', 'nope'], /^nope does not exist$/],
    [
      ['check', 'shop/README.md'],
      /^shop\/README\.md is a file; name the folder of a repository$/,
    ],
    [
      ['check', 'shop', '--service', '../x'],
      /^The service \.\.\/x is outside /,
    ],
    [
      ['check', 'shop', '--format', 'xml'],
      /^option .* Allowed choices are pretty, json, sarif, markdown, junit\.$/,
    ],
    [['check', 'shop', '--min-level', 'L9'], /^option .*L9/],
    [['check', 'shop', '--nope'], /^unknown option '--nope'$/],
    [['check', 'shop', 'extra'], /^too many arguments for 'check'/],
    [['chekc'], /^unknown command 'chekc'$/],
    [
      ['check', 'shop', '--rubric', 'nope.yaml'],
      /^The rubric nope\.yaml does not exist$/,
    ],
    [
      ['check', 'shop', '--baseline', 'shop'],
      /^The baseline shop is a folder$/,
    ],
    [
      ['check', 'shop', '--output', 'no/such/folder.json'],
      /^The output no\/such\/folder\.json does not exist$/,
    ],
    [['explain', 'runbook'], /^There is no check runbook; .*runbooks/],
  ])('exits with 2 and one line for %j', async (args, message) => {
    const { status, stdout, stderr } = await inProcess(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const [line, ...rest] = stderr.split('\n');
    expect(line).toMatch(/^readiness: /);
    expect(line.slice('readiness: '.length)).toMatch(message);
    expect(rest).toEqual(['']);
  });

  it('lists every problem of a rubric with file, line and key', async () => {
    write(
      'bad.yaml',
      'extends: default\nname: acme\nversion: 1\ntitle: Acme\noverride: { runbooks: { level: L9 } }\n',
    );
    const { status, stderr } = await inProcess(
      'rubric',
      'validate',
      'bad.yaml',
    );
    expect(status).toBe(2);
    expect(stderr).toContain('bad.yaml:3: version: ');
    expect(stderr).toContain('bad.yaml:5: override.runbooks.level: ');
    const check = await inProcess('check', 'shop', '--rubric', 'bad.yaml');
    expect(check).toMatchObject({ status: 2, stderr });
  });

  it('says that a folder may not be read', async () => {
    mkdirSync(join(root, 'closed'));
    chmodSync(join(root, 'closed'), 0);
    const result = await inProcess('check', 'closed');
    chmodSync(join(root, 'closed'), 0o700);
    const isRoot = process.getuid?.() === 0;
    expect(result).toMatchObject(
      // Root may read everything.
      isRoot
        ? { status: 0 }
        : { status: 2, stderr: 'readiness: closed may not be read\n' },
    );
  });

  it('writes to a file and nothing to the terminal', () => {
    const { status, stdout } = readiness(
      ...['check', 'shop', '--format', 'sarif', '--output', 'out.sarif'],
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const log = JSON.parse(readFileSync(join(root, 'out.sarif'), 'utf8'));
    expect(log.version).toBe('2.1.0');
  });

  it('explains a check and shows the rubric in force', async () => {
    expect((await inProcess('explain', 'readiness-probe')).stdout).toContain(
      'Every service container that listens has a readiness probe',
    );
    write(
      'acme.yaml',
      'extends: default\nname: acme\nversion: 2.0.0\ntitle: Acme\noverride: { runbooks: { level: L1 } }\n',
    );
    expect(
      (await inProcess('rubric', 'show', '--rubric', 'acme.yaml')).stdout,
    ).toContain('name: acme\nversion: 2.0.0\n');
    expect(
      (await inProcess('rubric', 'diff', 'default', 'acme.yaml')).stdout,
    ).toContain('level: L2 → L1');
  });

  it('prints no colour into a pipe', () => {
    expect(readiness('check', 'shop').stdout).not.toContain('\u001b');
  });
});
