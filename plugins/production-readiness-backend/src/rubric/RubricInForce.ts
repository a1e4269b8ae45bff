import {
  CompiledRubric,
  compileRubric,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { randomUUID } from 'node:crypto';
import { ActivationStore } from './ActivationStore';

/** Milliseconds after which an activation by another process is noticed. */
const remembered = 5_000;
/** What a timer can wait for, with room to spare. */
const longestWait = 86_400_000;

/** The rubric that services are measured by now. Of the configuration and the drafts, what came last counts. */
export class RubricInForce {
  private known?: { until: number; rubric: Promise<CompiledRubric> };
  private compiled?: CompiledRubric;
  private timer?: NodeJS.Timeout;

  private constructor(
    private readonly activations: ActivationStore,
    /** The rubric of the configuration, in force or not. */
    readonly configured: CompiledRubric,
  ) {}

  static create(options: {
    activations: ActivationStore;
    configured: CompiledRubric;
  }): RubricInForce {
    return new RubricInForce(options.activations, options.configured);
  }

  /** Puts the rubric of the configuration into force, unless it is what the configuration gave before. */
  async configure(): Promise<void> {
    const { hash, document } = this.configured;
    if ((await this.activations.configured()) === hash) return;
    const now = new Date().toISOString();
    await this.activations.add({
      id: randomUUID(),
      hash,
      name: document.name,
      version: document.version,
      source: 'configuration',
      requestedAt: now,
      effectiveAt: now,
    });
    this.forget();
  }

  async current(): Promise<CompiledRubric> {
    const now = Date.now();
    if (!this.known || this.known.until <= now) {
      const read = this.read(now);
      const known = {
        until: now + remembered,
        rubric: read.then(({ rubric }) => rubric),
      };
      this.known = known;
      read.then(
        ({ next }) => {
          known.until = Math.min(known.until, next);
        },
        () => this.forget(),
      );
    }
    return this.known.rubric;
  }

  /** Reads anew what is in force the next time. */
  forget(): void {
    this.known = undefined;
  }

  /** Calls `changed` whenever the time of an activation comes that is known now. */
  async watch(changed: () => void): Promise<void> {
    clearTimeout(this.timer);
    const now = Date.now();
    const { next } = await this.activations.around(iso(now));
    if (!next) return;
    const wait = Date.parse(next.effectiveAt) - now;
    this.timer = setTimeout(() => {
      this.forget();
      if (wait <= longestWait) changed();
      this.watch(changed).catch(() => {});
    }, Math.min(wait, longestWait));
    this.timer.unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async read(
    now: number,
  ): Promise<{ rubric: CompiledRubric; next: number }> {
    const { current, next } = await this.activations.around(iso(now));
    return {
      rubric: await this.compile(current?.hash),
      next: next ? Date.parse(next.effectiveAt) : Infinity,
    };
  }

  private async compile(hash: string | undefined): Promise<CompiledRubric> {
    if (hash === undefined || hash === this.configured.hash) {
      return this.configured;
    }
    if (this.compiled?.hash === hash) return this.compiled;
    const document = await this.activations.document(hash);
    if (!document) throw new Error(`The rubric ${hash} is lost`);
    this.compiled = compileRubric(document);
    return this.compiled;
  }
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
