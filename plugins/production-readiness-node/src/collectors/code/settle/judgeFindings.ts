import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Audience } from './Audience';
import { CodeQuestions } from './CodeQuestions';
import { Deadlines } from './Deadlines';
import { Client } from '../EcosystemIndex';
import { Evidence } from './Evidence';
import { FileSummary, Finding } from '../FileSummary';
import { Jobs } from './Jobs';
import { Storage } from './Storage';

type CodeFact = FactOf<'code'>;
type TraitFact = FactOf<'traits'>;

/** What is known when all files were seen. */
export interface Judged {
  code: CodeFact[];
  traits: TraitFact[];
}

class Judge {
  private readonly code: CodeFact[] = [];
  private readonly traits: TraitFact[] = [];
  private readonly asked: CodeQuestions;
  private readonly audience: Audience;
  private readonly covered = new Set<string>();
  private readonly deadlines: Deadlines;
  private readonly jobs: Jobs;
  private readonly storage: Storage;

  constructor(private readonly evidence: Evidence) {
    const { files, graph } = evidence;
    this.asked = new CodeQuestions(evidence);
    this.audience = new Audience(evidence, this.asked);
    this.jobs = new Jobs(evidence);
    this.storage = new Storage(evidence, this.asked);
    this.deadlines = new Deadlines(
      files.filter(({ path }) => graph.reaches(path)),
    );
  }

  judge(): Judged {
    const { files, graph } = this.evidence;
    const reached = files.filter(({ path }) => graph.reaches(path));
    for (const { findings } of reached) {
      for (const finding of findings) {
        if (finding.is === 'client-anywhere')
          this.covered.add(finding.client.name);
      }
    }
    for (const file of reached) {
      for (const finding of file.findings) {
        if (this.asked.runs(file, finding)) this.judgeOne(file, finding);
      }
    }
    return { code: this.code, traits: this.traits };
  }

  private judgeOne(file: FileSummary, finding: Finding): void {
    switch (finding.is) {
      case 'library': {
        const { library, specifier } = finding;
        if (
          library.traits?.includes('persistent-data') &&
          this.storage.isInMemory(library.package)
        )
          return;
        if (library.part && !this.evidence.isDeclared(library.package)) return;
        if (!this.evidence.declares(library.package)) {
          if (!this.asked.isBroughtIn(specifier)) return;
          const { traits, reason, answers } = library;
          const name = specifier ?? file.ecosystem;
          const statement = { traits, reason, answers };
          this.state(file, finding, statement, name, 'library');
          return;
        }
        const name =
          library.name ??
          finding.name ??
          this.evidence.declared(library.package) ??
          library.import?.[0] ??
          file.ecosystem;
        this.state(file, finding, library, name, 'library');
        return;
      }
      case 'construct': {
        const { construct, handler, keeper, subject } = finding;
        if (construct.declared && !this.evidence.declares(construct.declared))
          return;
        if (
          construct.handler &&
          !this.asked.does(construct.handler, handler, file)
        )
          return;
        if (construct.processed && !this.jobs.callOut(construct)) return;
        if (construct.registered && !this.asked.isRegistered(subject)) return;
        if (construct.keptFor && !this.asked.isAskedByHealth(keeper)) return;
        if (construct.service && !this.asked.isDoneSomewhere(construct.service))
          return;
        this.state(file, finding, construct, construct.name, 'construct');
        return;
      }
      case 'client':
        this.judgeClient(file, finding);
        return;
      case 'route':
        this.judgeRoute(file, finding);
        return;
      case 'secret-name':
        this.state(
          file,
          finding,
          { traits: ['uses-secrets'], reason: `It reads ${finding.name}.` },
          finding.name,
          'construct',
        );
        return;
      default:
    }
  }

  private state(
    file: FileSummary,
    { line }: Finding,
    statement: {
      gives?: CodeFact['capability'][];
      facets?: string[];
      by?: CodeFact['by'];
      traits?: TraitFact['trait'][];
      answers?: 'routes' | 'services';
      reason?: string;
    },
    name: string,
    by: CodeFact['by'],
  ): void {
    for (const capability of statement.gives ?? []) {
      this.code.push({
        source: { path: file.path, line },
        capability,
        by: statement.by ?? by,
        name,
        ecosystem: file.ecosystem,
        facets: statement.facets ?? [],
      });
    }
    const isQuiet = this.audience.isOnlyProbes(statement.answers);
    for (const trait of statement.traits ?? []) {
      if (trait === 'accepts-requests' && isQuiet) continue;
      this.traits.push({
        source: { path: file.path, line },
        trait,
        reason: statement.reason ?? `It uses ${name}.`,
      });
    }
  }

  private judgeClient(
    file: FileSummary,
    finding: Extract<Finding, { is: 'client' }>,
  ): void {
    const { client, timeout, specifier } = finding;
    if (this.storage.isInMemory(client.package)) return;
    if (
      !this.evidence.declares(client.package) &&
      !this.asked.isBroughtIn(specifier)
    )
      return;
    const statement = {
      traits: client.traits,
      reason: client.reason ?? `It calls out with ${client.name}.`,
    };
    this.state(file, finding, statement, client.name, 'library');
    if (client.exempt) return;
    const explicit = timeout || this.isCovered(client);
    this.state(
      file,
      finding,
      {
        gives: ['outbound-client'],
        facets: [explicit ? 'timeout' : 'no-timeout'],
      },
      client.name,
      'library',
    );
  }

  private isCovered(client: Client): boolean {
    return (
      this.covered.has(client.name) ||
      this.evidence.sets(client.settings) ||
      this.deadlines.cover(client)
    );
  }

  private judgeRoute(
    file: FileSummary,
    finding: Extract<Finding, { is: 'route' }>,
  ): void {
    const { health, metrics, path, handler } = finding;
    this.state(
      file,
      finding,
      {
        traits: health || metrics ? [] : ['accepts-requests'],
        reason: `It serves ${path}.`,
        gives: health ? ['health-endpoint'] : [],
      },
      path,
      'construct',
    );
    if (metrics) {
      this.state(file, finding, { gives: ['metrics'] }, path, 'construct');
    }
    if (!health) return;
    const asking = this.asked.whereDone('checks-dependency', handler, file);
    const isBelow = this.asked.isDoneBelow(
      'checks-dependency',
      finding.includes,
    );
    if (!asking && !isBelow) return;
    const isElsewhere = asking !== undefined && asking.file !== file;
    const line = isElsewhere ? asking.line ?? 1 : finding.line;
    this.state(
      isElsewhere ? asking.file : file,
      { ...finding, line },
      { gives: ['health-dependencies'] },
      path,
      'construct',
    );
  }
}

/** Turns findings into facts: only what is declared, reached and called counts. */
export function judgeFindings(evidence: Evidence): Judged {
  return new Judge(evidence).judge();
}
