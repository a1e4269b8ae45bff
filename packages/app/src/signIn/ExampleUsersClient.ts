import { ResponseError } from '@backstage/errors';
import {
  BackstageUserIdentity,
  DiscoveryApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';

/** A user that one can sign in as. */
export interface ExampleUser {
  entityRef: string;
  displayName: string;
  description?: string;
  groups: Array<{ entityRef: string; displayName: string }>;
}

/** What signing in gives. */
export interface ExampleSession {
  profile: ProfileInfo;
  backstageIdentity: {
    token: string;
    /** Seconds until the token expires. */
    expiresInSeconds?: number;
    identity: BackstageUserIdentity;
  };
}

/** Calls the backend's `example` auth provider. Methods throw ResponseError. */
export class ExampleUsersClient {
  constructor(private readonly discoveryApi: DiscoveryApi) {}

  async list(): Promise<ExampleUser[]> {
    const { items } = await this.get<{ items: ExampleUser[] }>('users');
    return items;
  }

  async signIn(entityRef: string): Promise<ExampleSession> {
    return this.get<ExampleSession>('refresh', { 'x-example-user': entityRef });
  }

  private async get<T>(path: string, headers?: HeadersInit): Promise<T> {
    const baseUrl = await this.discoveryApi.getBaseUrl('auth');
    const response = await fetch(`${baseUrl}/example/${path}`, { headers });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return (await response.json()) as T;
  }
}
