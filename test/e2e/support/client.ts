import {
  ProductionReadinessClient,
  ServiceScorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Portal } from './portal';

/** A person or a script that uses the portal's APIs without its pages. */
export class PortalClient {
  static async signIn(portal: Portal, user: string): Promise<PortalClient> {
    const response = await fetch(`${portal.url}/api/auth/example/refresh`, {
      headers: { 'x-example-user': `user:default/${user}` },
    });
    const session = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return new PortalClient(portal.url, session.backstageIdentity.token);
  }

  /** Somebody who has a token already, such as a script. */
  static withToken(url: string, token: string): PortalClient {
    return new PortalClient(url, token);
  }

  readonly readiness: ProductionReadinessClient;

  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {
    this.readiness = new ProductionReadinessClient({
      discoveryApi: { getBaseUrl: async plugin => `${url}/api/${plugin}` },
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            headers: { ...init?.headers, ...this.headers() },
          }),
      },
    });
  }

  /** The scorecard, or undefined while there is none. */
  async scorecard(service: string): Promise<ServiceScorecard | undefined> {
    try {
      const found = await this.readiness.getScorecard(
        `component:default/${service}`,
      );
      return found.scorecard ? found : undefined;
    } catch {
      return undefined;
    }
  }

  /** Starts the creation of a service and returns the id of its task. */
  async create(name: string): Promise<string> {
    const { id } = await this.call<{ id: string }>(
      'POST',
      'scaffolder/v2/tasks',
      {
        templateRef: 'template:default/node-service',
        values: { name, owner: 'group:default/checkout' },
      },
    );
    return id;
  }

  async task(id: string): Promise<{ status: string; log: string }> {
    const { status } = await this.call<{ status: string }>(
      'GET',
      `scaffolder/v2/tasks/${id}`,
    );
    const events = await this.call<Array<{ body: { message: string } }>>(
      'GET',
      `scaffolder/v2/tasks/${id}/events`,
    );
    return { status, log: events.map(({ body }) => body.message).join('\n') };
  }

  private async call<T>(
    method: string,
    path: string,
    body?: object,
  ): Promise<T> {
    const response = await fetch(`${this.url}/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...this.headers() },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${path}: ${response.status} ${await response.text()}`,
      );
    }
    return (await response.json()) as T;
  }

  private headers() {
    return { authorization: `Bearer ${this.token}` };
  }
}
