import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  ActivationRequest,
  Page,
  RubricActivation,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { randomUUID } from 'node:crypto';
import { ActivationStore } from './ActivationStore';
import { RubricInForce } from './RubricInForce';

const defaultLimit = 50;

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** @see ActivationService */
export interface ActivationServiceOptions {
  activations: ActivationStore;
  rubrics: RubricInForce;
}

/** Puts drafts of the rubric into force, at once or at a time. */
export class ActivationService {
  private changed: () => void = () => {};

  private constructor(private readonly options: ActivationServiceOptions) {}

  static create(options: ActivationServiceOptions): ActivationService {
    return new ActivationService(options);
  }

  /** Calls `changed` when another rubric comes into force. */
  async start(changed: () => void): Promise<void> {
    this.changed = changed;
    await this.options.rubrics.watch(changed);
  }

  /**
   * @throws NotFoundError for a draft that nobody has previewed, InputError for a time that is over, ConflictError for
   * a version that is another rubric's
   */
  async activate(
    { hash, at }: ActivationRequest,
    { principal }: UserCredentials,
  ): Promise<RubricActivation> {
    const { activations } = this.options;
    const document = await activations.document(hash);
    if (!document) {
      throw new NotFoundError(
        `There is no draft ${hash}; a preview of it has to come first`,
      );
    }
    const now = new Date();
    const effective = at === undefined ? now : new Date(at);
    if (effective < now) throw new InputError('at: is over');
    const { name, version } = document;
    const activation = {
      id: randomUUID(),
      hash,
      name,
      version,
      source: 'draft' as const,
      requestedBy: principal.userEntityRef,
      requestedAt: now.toISOString(),
      effectiveAt: effective.toISOString(),
    };
    await activations.add(activation);
    await this.comesIntoForce(at === undefined);
    return this.get(activation.id);
  }

  /** @throws NotFoundError, ConflictError for one whose time has come */
  async cancel(
    id: string,
    { principal }: UserCredentials,
  ): Promise<RubricActivation> {
    const { activations } = this.options;
    const activation = await this.get(id);
    const now = new Date().toISOString();
    if (!(await activations.cancel(id, principal.userEntityRef, now))) {
      throw new ConflictError(`The activation is ${activation.state} already`);
    }
    await this.comesIntoForce(false);
    return this.get(id);
  }

  list({
    cursor,
    limit = defaultLimit,
  }: {
    cursor?: string;
    limit?: number;
  }): Promise<Page<RubricActivation>> {
    const now = new Date().toISOString();
    return this.options.activations.list({ cursor, limit }, now);
  }

  private async get(id: string): Promise<RubricActivation> {
    const now = new Date().toISOString();
    const activation = await this.options.activations.find(id, now);
    if (!activation) throw new NotFoundError(`There is no activation ${id}`);
    return activation;
  }

  private async comesIntoForce(now: boolean): Promise<void> {
    this.options.rubrics.forget();
    if (now) this.changed();
    await this.options.rubrics.watch(this.changed);
  }
}
