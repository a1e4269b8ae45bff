import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkService } from './checkService';

const deployment = (name: string, probe: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: registry.example/${name}:1.0.0
          ports: [{ containerPort: 8080 }]
          ${probe}
`;

describe('checkService', () => {
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const stateOf = async (id: string) => {
    const options = { service: 'services/pay', config: true, rubric: [] };
    const { results } = await checkService(root, options, '/');
    const result = results.find(each => each.id === id);
    return [result?.state, result?.evidence.map(({ path }) => path)];
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'readiness-'));
    write('services/pay/main.go', 'package main\n');
    write(
      'deploy/blue/app.yaml',
      deployment('azure', 'livenessProbe: { httpGet: { path: /live } }'),
    );
    write('deploy/red/app.yaml', deployment('crimson', ''));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('counts a deploy source that does not name the service when .readiness.yaml says so', async () => {
    expect(await stateOf('liveness-probe')).toEqual(['fail', []]);
    write('.readiness.yaml', 'deploySources: [deploy/blue]\n');
    expect(await stateOf('liveness-probe')).toEqual([
      'pass',
      ['deploy/blue/app.yaml'],
    ]);
  });

  it('lets the platform provide what a declaration of the repository names', async () => {
    write(
      '.readiness.yaml',
      `deploySources: [deploy/red]
declarations:
  - id: mesh
    title: The mesh restarts what hangs
    when: { from: workloads, some: "item.name == 'crimson'" }
    provides: [liveness-probe]
`,
    );
    expect(await stateOf('liveness-probe')).toEqual([
      'pass',
      ['deploy/red/app.yaml'],
    ]);
    expect(await stateOf('readiness-probe')).toEqual([
      'fail',
      ['deploy/red/app.yaml'],
    ]);
  });

  it('leaves out what Git ignores, and nothing that is tracked', async () => {
    const key = `AKIA${'Q3XTNGB7ZK2MWLRC'}`;
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', root, ...args], { stdio: 'pipe' });
    write('services/pay/.env', `AWS_ACCESS_KEY_ID=${key}\n`);
    expect((await stateOf('no-secrets-in-code'))[0]).toBe('fail');

    write('.gitignore', '.env\n');
    git('init', '-q');
    expect((await stateOf('no-secrets-in-code'))[0]).toBe('pass');

    git('add', '--force', 'services/pay/.env');
    expect((await stateOf('no-secrets-in-code'))[0]).toBe('fail');
  });

  it('runs nothing that the settings of the repository name', async () => {
    const mark = join(root, 'ran');
    execFileSync('git', ['init', '-q', root]);
    const program = join(root, 'program.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
    execFileSync('git', ['-C', root, 'config', 'core.fsmonitor', program]);
    await stateOf('liveness-probe');
    expect(existsSync(mark)).toBe(false);
    execFileSync('git', ['-C', root, 'status'], { stdio: 'pipe' });
    expect(existsSync(mark)).toBe(true);
  });
});
