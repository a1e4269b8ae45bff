import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { environmentOf } from '../../deployment/environments';
import { hclOf, LazyHcl } from '../../infrastructure/hclOf';
import { first } from '../../infrastructure/hclValues';
import { isExampleValues } from '../../infrastructure/modules/variableFiles';
import { Limits } from '../../repository/limits';
import { SourceFile } from '../../repository/SourceFile';
import { isMapping } from '../../repository/yaml/Located';
import { TestFile } from './tests/testFacts';

type CodeFact = FactOf<'code'>;

const ecosystem = 'terraform';
const maxTests = 20;
const terratest = 'github.com/gruntwork-io/terratest/';
/** Folders of helpers, which do not make a repository one of a program. */
const helpers = /(?:^|\/)(?:scripts?|hack|tools?|ci|bin|\.[\w-]+)\//;

/** What stands for code, tests and configuration where Terraform is all the code that there is. */
export class TerraformCode {
  private readonly declared = new Set<string>();
  private readonly used = new Set<string>();
  private readonly tests: Array<{
    path: string;
    lines: readonly string[];
    hcl: LazyHcl;
  }> = [];
  private readonly values: Array<{ path: string; lines: readonly string[] }> =
    [];
  private isThere = false;

  constructor(private readonly limits: Pick<Limits, 'nesting'>) {}

  static wants(path: string): boolean {
    return /\.(?:tf|tofu|tfvars|(?:tftest|tofutest)\.hcl)$/.test(path);
  }

  visit(file: SourceFile): void {
    const { path, text, lines } = file;
    if (path.endsWith('.hcl')) {
      this.tests.push({ path, lines, hcl: hclOf(file, this.limits) });
    } else if (path.endsWith('.tfvars')) {
      if (!isExampleValues(path) && environmentOf(path) !== undefined)
        this.values.push({ path, lines });
    } else {
      this.isThere = true;
      for (const line of lines) {
        const name = /^variable\s{1,20}"?([\w-]{1,200})"?/.exec(line)?.[1];
        if (name !== undefined) this.declared.add(name);
      }
      for (const [, name] of text.matchAll(/\bvar\.([\w-]{1,200})/g))
        this.used.add(name);
    }
  }

  /**
   * The facts of a repository of infrastructure; none where there is a program.
   * @param production - paths of sources in other languages
   */
  async facts(
    production: readonly string[],
    tests: readonly TestFile[],
  ): Promise<CodeFact[]> {
    if (!this.isThere || production.some(path => !helpers.test(path)))
      return [];
    const own: CodeFact[] = [];
    for (const test of this.tests) {
      const line = await lineOfAssertion(test);
      if (line === undefined || own.length >= maxTests) continue;
      own.push(testFact(test.path, line, 'terraform test'));
    }
    const [command] = own;
    const others = tests
      .filter(({ imports }) =>
        imports.some(specifier => specifier.startsWith(terratest)),
      )
      .slice(0, maxTests);
    return [
      ...own,
      // The command comes with Terraform, as `go test` comes with Go.
      ...(command ? [{ ...command, capability: 'test-command' as const }] : []),
      ...others.map(({ path, line }) => testFact(path, line, 'Terratest')),
      ...this.configuration(),
    ];
  }

  private configuration(): CodeFact[] {
    return this.values.flatMap(({ path, lines }): CodeFact[] => {
      const at = lines.findIndex(line => {
        const name = /^([\w-]{1,200})\s{0,200}=/.exec(line)?.[1] ?? '';
        return this.declared.has(name) && this.used.has(name);
      });
      if (at < 0) return [];
      return [
        {
          source: { path, line: at + 1 },
          capability: 'external-config',
          by: 'configuration',
          name: path,
          ecosystem,
          facets: [],
        },
      ];
    });
  }
}

function testFact(path: string, line: number, name: string): CodeFact {
  return {
    source: { path, line },
    capability: 'unit-test',
    by: 'framework',
    name,
    ecosystem,
    facets: [],
  };
}

/** The first run that asserts something, or that expects to be refused. */
async function lineOfAssertion({
  lines,
  hcl,
}: {
  lines: readonly string[];
  hcl: LazyHcl;
}): Promise<number | undefined> {
  const converted = await hcl();
  const json = 'json' in converted ? converted.json : undefined;
  const runs = isMapping(json) && isMapping(json.run) ? json.run : {};
  for (const [name, block] of Object.entries(runs)) {
    const run = first(block);
    if (!run || (!run.assert && !run.expect_failures)) continue;
    const at = lines.findIndex(line =>
      line.slice(0, 300).replace(/["\s]/g, '').startsWith(`run${name}{`),
    );
    return at < 0 ? 1 : at + 1;
  }
  return undefined;
}
