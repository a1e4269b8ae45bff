import { CodeQuestions } from './CodeQuestions';
import { Evidence } from './Evidence';

type Way = 'routes' | 'services';

/** Who asks the service something: callers, or only what watches over the process. */
export class Audience {
  private readonly probed = new Set<Way>();
  private readonly called = new Set<Way>();

  constructor({ files, graph }: Evidence, asked: CodeQuestions) {
    for (const file of files) {
      for (const finding of file.findings) {
        if (finding.is !== 'answer') continue;
        // What cannot be followed to may be called all the same, so any sign of callers counts.
        if (finding.to === 'callers') this.called.add(finding.at);
        else if (graph.reaches(file.path) && asked.runs(file, finding))
          this.probed.add(finding.at);
      }
    }
  }

  /** Whether all that is answered in this way is asked by probes and monitors. */
  isOnlyProbes(way: Way | undefined): boolean {
    return way !== undefined && this.probed.has(way) && !this.called.has(way);
  }
}
