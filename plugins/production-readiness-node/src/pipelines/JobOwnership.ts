import { baseOf } from '../repository/paths';
import { Siblings } from '../deployment/Siblings';
import { PipelineDefinition, PipelineJob } from './model';
import { spokenOf } from './spokenOf';

/** Whose something is by what it speaks of: the service's, another's, or nobody's in particular. */
type Owner = 'own' | 'others' | undefined;

/**
 * Tells which jobs of a pipeline serve another service of the repository. By its name, or that of its pipeline, a job
 * is for another as a whole. By its steps it delivers another: what it then deploys is what it made, or what the jobs
 * before it made, be its last step silent about it. What it checks at the root is still for all.
 */
export class JobOwnership {
  private readonly known = new Map<PipelineJob, Owner>();
  private readonly pipeline: Owner;

  constructor(
    private readonly definition: PipelineDefinition,
    private readonly siblings: Siblings,
  ) {
    const { name, path } = definition;
    this.pipeline = this.byTitles([name, baseOf(path)]);
  }

  /** The whole job is for another service. */
  isOthers(job: PipelineJob): boolean {
    if (this.byWork(job) === 'own') return false;
    return (this.byTitles([job.id, job.name]) ?? this.pipeline) === 'others';
  }

  /** What it deploys is another service. */
  deliversOthers(job: PipelineJob): boolean {
    return this.owner(job) === 'others';
  }

  private owner(job: PipelineJob): Owner {
    if (this.known.has(job)) return this.known.get(job);
    // A job that needs itself by way of others says nothing more.
    this.known.set(job, undefined);
    const [work, titles] = [
      this.byWork(job),
      this.byTitles([job.id, job.name]),
    ];
    const said = work === 'own' ? work : titles ?? work;
    const owner = said ?? this.pipeline ?? this.before(job);
    this.known.set(job, owner);
    return owner;
  }

  private byTitles(titles: string[]): Owner {
    const { siblings } = this;
    if (titles.some(title => siblings.speaksOfOwn(title))) return 'own';
    return titles.some(title => siblings.isNamedInTitle(title))
      ? 'others'
      : undefined;
  }

  private byWork(job: PipelineJob): Owner {
    const { siblings } = this;
    const texts = job.steps.flatMap(step => [spokenOf(step, job), step.folder]);
    if (texts.some(text => siblings.speaksOfOwn(text))) return 'own';
    return texts.some(text => siblings.isNamedIn(text)) ? 'others' : undefined;
  }

  private before({ needs }: PipelineJob): Owner {
    const { jobs } = this.definition;
    const needed = jobs.filter(({ id }) =>
      needs.some(need => id === need || id.startsWith(`${need}/`)),
    );
    const owners = needed.map(job => this.owner(job));
    if (owners.includes('own')) return 'own';
    const allOthers = owners.every(owner => owner === 'others');
    return owners.length > 0 && allOthers ? 'others' : undefined;
  }
}
