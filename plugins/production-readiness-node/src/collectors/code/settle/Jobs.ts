import { Construct } from '../EcosystemIndex';
import { Evidence } from './Evidence';
import { FileSummary } from '../FileSummary';

const mostImports = 3;

/** Tells of the jobs of a queue what their work does beside being work. */
export class Jobs {
  private readonly byPath: ReadonlyMap<string, FileSummary>;

  constructor(private readonly evidence: Evidence) {
    this.byPath = new Map(evidence.files.map(file => [file.path, file]));
  }

  /** Whether a file that works on the jobs which a construct is about calls out, itself or by what it imports. */
  callOut(construct: Construct): boolean {
    const { files, graph } = this.evidence;
    const except = construct.processed?.except ?? [];
    const seen = new Set<string>();
    let level = files
      .filter(
        ({ path, findings }) =>
          graph.reaches(path) &&
          findings.some(
            finding =>
              finding.is === 'processor' && finding.construct === construct,
          ),
      )
      .map(({ path }) => path);
    for (let depth = 0; depth <= mostImports; depth += 1) {
      const next: string[] = [];
      for (const path of level) {
        if (seen.has(path)) continue;
        seen.add(path);
        const file = this.byPath.get(path);
        if (file && callsOut(file, except)) return true;
        next.push(...graph.importedBy(path));
      }
      level = next;
    }
    return false;
  }
}

function callsOut({ findings }: FileSummary, except: readonly string[]) {
  return findings.some(finding => {
    if (finding.is !== 'client' && finding.is !== 'library') return false;
    const { specifier = '' } = finding;
    const [top] = specifier.split(/[./]/);
    if (except.includes(specifier) || except.includes(top)) return false;
    return (
      finding.is === 'client' ||
      finding.library.traits?.includes('outbound-calls') === true
    );
  });
}
