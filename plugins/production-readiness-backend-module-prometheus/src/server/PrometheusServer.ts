import { PrometheusRule } from '@goldenpath/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { PrometheusServerConfig } from '../config/PrometheusServerConfig';
import { PrometheusError } from './PrometheusError';
import { readLimited } from './readLimited';
import { querySchema, rulesSchema } from './answers';

/** One series of an answer, with its value now. */
export interface Sample {
  metric: Record<string, string>;
  value: number;
}

/** @see PrometheusServer */
export type PrometheusServerOptions = Pick<
  PrometheusServerConfig,
  'name' | 'baseUrl' | 'headers' | 'timeout' | 'maxResponseBytes'
>;

/** The HTTP API of a Prometheus server, or of what speaks it (Thanos, Mimir, VictoriaMetrics). */
export class PrometheusServer {
  private constructor(private readonly options: PrometheusServerOptions) {}

  static create(options: PrometheusServerOptions): PrometheusServer {
    return new PrometheusServer(options);
  }

  /** The rules that the server evaluates without an error. @throws PrometheusError */
  async rules(): Promise<PrometheusRule[]> {
    const { groups } = await this.get('api/v1/rules', {}, rulesSchema);
    return groups
      .flatMap(({ rules }) => rules)
      .filter(({ health }) => health !== 'err')
      .map(({ type, name, query, labels, annotations }) => ({
        kind: type === 'alerting' ? 'alert' : 'recording-rule',
        name,
        query,
        labels,
        annotations,
      }));
  }

  /** The value of a query now. @throws PrometheusError */
  async query(query: string, signal: AbortSignal): Promise<Sample[]> {
    const answer = await this.get(
      'api/v1/query',
      { query },
      querySchema,
      signal,
    );
    return answer.resultType === 'scalar'
      ? [{ metric: {}, value: Number(answer.result[1]) }]
      : answer.result.map(({ metric, value }) => ({
          metric,
          value: Number(value[1]),
        }));
  }

  private async get<T>(
    path: string,
    parameters: Record<string, string>,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const { baseUrl, name } = this.options;
    const url = new URL(path, baseUrl);
    url.search = new URLSearchParams(parameters).toString();
    const { status, text } = await this.fetch(url, signal);
    const body = parseJson(text);
    if (status === 400 || status === 422) {
      const said = z.object({ error: z.string() }).safeParse(body).data?.error;
      throw new PrometheusError(
        `The Prometheus server ${name} does not take the question${
          said ? `: ${said.slice(0, 300)}` : ''
        }.`,
        { ofQuery: true },
      );
    }
    if (status !== 200) throw this.refusal(status);
    const answer = z.object({ data: schema }).safeParse(body);
    if (answer.success) return answer.data.data;
    throw new PrometheusError(
      `What the Prometheus server ${name} answered is not what Prometheus answers. Check its baseUrl.`,
      { cause: answer.error },
    );
  }

  private async fetch(
    url: URL,
    signal: AbortSignal | undefined,
  ): Promise<{ status: number; text: string }> {
    const { name, headers, timeout, maxResponseBytes } = this.options;
    const limit = AbortSignal.timeout(timeout);
    try {
      const response = await fetch(url, {
        headers: { accept: 'application/json', ...headers },
        // Headers with credentials go to the configured address and nowhere else.
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      const text = await readLimited(response, maxResponseBytes);
      if (text !== undefined) return { status: response.status, text };
    } catch (error) {
      signal?.throwIfAborted();
      throw new PrometheusError(
        limit.aborted
          ? `The Prometheus server ${name} did not answer within ${
              timeout / 1000
            } s.`
          : `The Prometheus server ${name} could not be reached.`,
        { cause: error },
      );
    }
    throw new PrometheusError(
      `The Prometheus server ${name} answered with more than ${maxResponseBytes} bytes. Raise maxResponseBytes, or let it have fewer rules.`,
    );
  }

  private refusal(status: number): PrometheusError {
    const { name } = this.options;
    if (status === 401 || status === 403) {
      return new PrometheusError(
        `The Prometheus server ${name} refused the request (${status}). Check its headers in productionReadiness.prometheus.servers.`,
      );
    }
    return new PrometheusError(
      status >= 300 && status < 400
        ? `The Prometheus server ${name} sends elsewhere (${status}), where nobody follows. Correct its baseUrl.`
        : `The Prometheus server ${name} answered ${status}.`,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
