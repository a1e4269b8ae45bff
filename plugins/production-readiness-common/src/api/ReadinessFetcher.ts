import { ResponseError } from '@backstage/errors';
import { z } from 'zod';

/** What a client needs of its surroundings. @public */
export interface ReadinessClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** Sends requests to the backend and parses every answer. */
export class ReadinessFetcher {
  constructor(private readonly options: ReadinessClientOptions) {}

  get<T>(
    path: string,
    schema: z.ZodType<T>,
    query: Record<string, string | number | undefined> = {},
  ): Promise<T> {
    const set = Object.entries(query).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    );
    const search = set.length > 0 ? `?${new URLSearchParams(set)}` : '';
    return this.send(`${path}${search}`, schema, {});
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
    const { discoveryApi, fetchApi } = this.options;
    const base = await discoveryApi.getBaseUrl('production-readiness');
    const send = fetchApi.fetch;
    const response = await send(`${base}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return schema.parse(await response.json());
  }
}
