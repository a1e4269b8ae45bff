import { RubricError } from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { rubricFor } from '../rubric/loadRubric';
import { readSubject } from './Subject';

describe('readSubject', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'readiness-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const read = (options: { service?: string; name?: string } = {}) =>
    readSubject(root, { config: true, ...options }, '/');
  const component = (name: string) =>
    `kind: Location\nmetadata: { name: elsewhere }\n---\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service }\n`;

  it('takes the name from the option, .readiness.yaml, catalog-info.yaml, then the folder', () => {
    expect(read().name).toBe(basename(root));
    write('catalog-info.yaml', component('from-catalog'));
    expect(read()).toMatchObject({
      name: 'from-catalog',
      path: '',
      entity: { spec: { type: 'service' } },
    });
    write('.readiness.yaml', 'name: from-file\n');
    expect(read().name).toBe('from-file');
    expect(read({ name: 'from-option' }).name).toBe('from-option');
    expect(readSubject(root, { config: false }, '/').name).toBe('from-catalog');
  });

  it('finds the service of a monorepo, and what the file says about another one does not count', () => {
    write('services/pay/catalog-info.yaml', component('payments'));
    write('services/cart/main.go', 'package main\n');
    write('deploy/pay/app.yaml', 'kind: Deployment\n');
    write(
      '.readiness.yaml',
      'service: ./services/pay/\nname: payment-service\ndeploySources: [deploy/pay]\n',
    );
    expect(read()).toMatchObject({
      path: 'services/pay',
      name: 'payment-service',
      deploySources: ['deploy/pay'],
    });
    expect(read({ service: 'services/cart/' })).toMatchObject({
      path: 'services/cart',
      name: 'cart',
      deploySources: [],
    });
    write('services/cart/.readiness.yaml', 'name: basket\n');
    expect(read({ service: 'services/cart' }).name).toBe('basket');
  });

  it.each([
    ['a folder outside', '../x', /is outside/],
    ['a folder that is not there', 'nope', /The service nope does not exist/],
    ['a file', 'README.md', /README.md is a file/],
    ['a link that leaves', 'out', /a link that leaves/],
    ['a NUL byte', 'a\u0000b', /The service/],
  ])('refuses %s as the service', (_what, service, message) => {
    write('README.md', '# x\n');
    symlinkSync(tmpdir(), join(root, 'out'));
    expect(() => read({ service })).toThrow(message);
  });

  it.each([
    ['an unknown key', 'nmae: x\n', '.readiness.yaml:1: nmae: '],
    [
      'a path that leaves the repository',
      'name: x\nservice: ../other\n',
      '.readiness.yaml:2: service: is relative to the root',
    ],
    [
      'a declaration without its condition',
      'declarations:\n  - id: chart\n    title: Chart\n    provides: [runbooks]\n',
      '.readiness.yaml:2: declarations.0.when: ',
    ],
    ['YAML that does not parse', 'name: [\n', '.readiness.yaml:2: '],
  ])('names file, line and key of %s', (_what, text, expected) => {
    write('.readiness.yaml', text);
    expect(messageOf(() => read())).toContain(expected);
  });

  it('does not follow .readiness.yaml or a rubric out of the repository', () => {
    const secret = join(root, '..', `${basename(root)}-secret.yaml`);
    writeFileSync(secret, 'name: leaked\n');
    try {
      symlinkSync(secret, join(root, '.readiness.yaml'));
      expect(() => read()).toThrow(/is a link that is not followed/);
      rmSync(join(root, '.readiness.yaml'));
      symlinkSync(secret, join(root, 'rubric.yaml'));
      write('.readiness.yaml', 'rubric: rubric.yaml\n');
      expect(() => read()).toThrow(/a link that leaves/);
    } finally {
      rmSync(secret);
    }
  });

  it('adds the rubric and the declarations of the repository', () => {
    write(
      'platform/rubric.yaml',
      'extends: default\nname: acme\nversion: 2.0.0\ntitle: Acme\noverride: { runbooks: { level: L1 } }\n',
    );
    const declaration = (provides: string) =>
      `rubric: platform/rubric.yaml\ndeclarations:\n  - id: chart\n    title: The chart\n    when: { from: platform, some: "item.kind == 'chart-dependency'" }\n    provides: [${provides}]\n`;
    write('.readiness.yaml', declaration('liveness-probe'));
    const rubric = rubricFor(read(), [], '/');
    expect(rubric.document.name).toBe('acme');
    expect(rubric.declarations).toHaveLength(1);

    write('.readiness.yaml', declaration('nope'));
    expect(messageOf(() => rubricFor(read(), [], '/'))).toBe(
      '.readiness.yaml:6: declarations.0.provides: there is no check nope',
    );
  });
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof RubricError) return error.message;
    throw error;
  }
  return 'nothing was thrown';
}
