import { baseOf } from '../repository/paths';
import { ScopeNames } from '../deployment/ScopeNames';
import { Siblings } from '../deployment/Siblings';
import { PipelineDefinition, PipelineJob } from './model';

/** Whose something is by what it speaks of: the service's, another's, or nobody's in particular. */
type Owner = 'own' | 'others' | undefined;

/**
 * Tells which jobs of a pipeline serve another service of the repository. A job is for what it speaks of: in its name,
 * its steps and its settings, else in the name of its pipeline; and one that speaks of none works on what the jobs
 * before it made.
 */
export class JobOwnership {
  private readonly known = new Map<PipelineJob, Owner>();
  private readonly pipeline: Owner;

  constructor(
    private readonly definition: PipelineDefinition,
    private readonly names: ScopeNames,
    private readonly siblings: Siblings,
  ) {
    const { name, path } = definition;
    this.pipeline = this.ownerOf([name, baseOf(path)], []);
  }

  isOthers(job: PipelineJob): boolean {
    return !this.names.isWhole && this.owner(job) === 'others';
  }

  private owner(job: PipelineJob): Owner {
    if (this.known.has(job)) return this.known.get(job);
    // A job that needs itself by way of others says nothing more.
    this.known.set(job, undefined);
    const owner = this.spokenOf(job) ?? this.pipeline ?? this.before(job);
    this.known.set(job, owner);
    return owner;
  }

  private spokenOf({ id, name, steps, settings }: PipelineJob): Owner {
    const texts = steps.flatMap(({ script, inputs, folder }) => [
      script ?? '',
      folder,
      ...Object.values(inputs),
    ]);
    return this.ownerOf([id, name], [...texts, ...(settings ?? [])]);
  }

  private ownerOf(titles: string[], texts: string[]): Owner {
    const all = [...titles, ...texts];
    if (all.some(text => this.siblings.speaksOfOwn(text))) return 'own';
    const others =
      titles.some(title => this.siblings.isNamedInTitle(title)) ||
      texts.some(text => this.siblings.isNamedIn(text));
    return others ? 'others' : undefined;
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
