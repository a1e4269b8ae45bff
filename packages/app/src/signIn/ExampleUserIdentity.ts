import {
  BackstageUserIdentity,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { ExampleSession, ExampleUsersClient } from './ExampleUsersClient';
import { chosenUser } from './chosenUser';

/** A token is renewed this long before it expires, in milliseconds. */
const MARGIN = 60_000;
/** For a token that does not say when it expires, in seconds. */
const DEFAULT_LIFETIME = 300;

/** The signed-in example user. Remembers the choice over reloads, and forgets it on sign-out. */
export class ExampleUserIdentity implements IdentityApi {
  static async signIn(
    client: ExampleUsersClient,
    entityRef: string,
  ): Promise<ExampleUserIdentity> {
    const identity = new ExampleUserIdentity(client, entityRef);
    await identity.getSession();
    chosenUser.set(entityRef);
    return identity;
  }

  private session?: Promise<ExampleSession>;
  private renewAt = 0;

  private constructor(
    private readonly client: ExampleUsersClient,
    private readonly entityRef: string,
  ) {}

  async getProfileInfo(): Promise<ProfileInfo> {
    return (await this.getSession()).profile;
  }

  async getBackstageIdentity(): Promise<BackstageUserIdentity> {
    return (await this.getSession()).backstageIdentity.identity;
  }

  async getCredentials(): Promise<{ token?: string }> {
    return { token: (await this.getSession()).backstageIdentity.token };
  }

  async signOut(): Promise<void> {
    chosenUser.clear();
  }

  private async getSession(): Promise<ExampleSession> {
    if (this.session && Date.now() < this.renewAt) return this.session;
    const session = this.client.signIn(this.entityRef);
    this.session = session;
    // While the answer is on its way, everybody waits for this one.
    this.renewAt = Number.POSITIVE_INFINITY;
    try {
      const { expiresInSeconds = DEFAULT_LIFETIME } = (await session)
        .backstageIdentity;
      this.renewAt = Date.now() + expiresInSeconds * 1000 - MARGIN;
      return await session;
    } catch (error) {
      this.session = undefined;
      throw error;
    }
  }
}
