import { ResponseError } from '@backstage/errors';
import { z } from 'zod';

/** What a client needs of its surroundings. @public */
export interface ReadinessClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** Query parameters; those that are undefined are left out. */
export type Query = Record<string, string | number | boolean | undefined>;

/** Sends requests to the backend and parses every answer. */
export class ReadinessFetcher {
  constructor(private readonly options: ReadinessClientOptions) {}

  get<T>(path: string, schema: z.ZodType<T>, query: Query = {}): Promise<T> {
    return this.send(`${path}${searchOf(query)}`, schema, {});
  }

  /** A document that is not parsed. */
  async text(path: string, query: Query = {}): Promise<string> {
    const response = await this.request(`${path}${searchOf(query)}`, {});
    return response.text();
  }

  post<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> {
    return this.send(path, schema, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  private async send<T>(
    path: string,
    schema: z.ZodType<T>,
    init: RequestInit,
  ): Promise<T> {
    const response = await this.request(path, init);
    return schema.parse(await response.json());
  }

  private async request(path: string, init: RequestInit): Promise<Response> {
    const { discoveryApi, fetchApi } = this.options;
    const base = await discoveryApi.getBaseUrl('production-readiness');
    const send = fetchApi.fetch;
    const response = await send(`${base}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

function searchOf(query: Query): string {
  const set = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return set.length > 0 ? `?${new URLSearchParams(set)}` : '';
}
