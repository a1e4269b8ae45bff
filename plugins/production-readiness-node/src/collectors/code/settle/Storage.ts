import { CodeQuestions } from './CodeQuestions';
import { Evidence } from './Evidence';

/** Where packages keep data, as far as code that configures them says. */
export class Storage {
  private readonly memory = new Set<string>();
  private readonly kept = new Set<string>();

  constructor({ files, graph }: Evidence, asked: CodeQuestions) {
    for (const file of files) {
      for (const finding of file.findings) {
        if (finding.is !== 'construct' || !finding.construct.storage) continue;
        const { of } = finding.construct.storage;
        // What cannot be followed to may replace it all the same, so any other word on it counts.
        if (!finding.inMemory) of.forEach(name => this.kept.add(name));
        else if (graph.reaches(file.path) && asked.runs(file, finding))
          of.forEach(name => this.memory.add(name));
      }
    }
  }

  /** Whether all that the packages keep is gone with the process. */
  isInMemory(packages: readonly string[] | undefined): boolean {
    return (
      packages !== undefined &&
      packages.every(name => this.memory.has(name) && !this.kept.has(name))
    );
  }
}
