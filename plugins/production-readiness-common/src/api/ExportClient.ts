import { z } from 'zod';
import { entityPathOf } from './entityPathOf';
import { ListServicesRequest } from './ProductionReadinessApi';
import { ReadinessClientOptions, ReadinessFetcher } from './ReadinessFetcher';
import { ServiceSummary, serviceSummarySchema } from './wire';

/** Which services an export holds. @public */
export type ExportServicesRequest = Omit<
  ListServicesRequest,
  'cursor' | 'limit'
>;

const exportSchema = z.object({ items: z.array(serviceSummarySchema) });
const sarifSchema = z.looseObject({ version: z.literal('2.1.0') });

/** Takes scorecards out of the portal. @public */
export class ExportClient {
  readonly #fetcher: ReadinessFetcher;

  constructor(options: ReadinessClientOptions) {
    this.#fetcher = new ReadinessFetcher(options);
  }

  /** The whole fleet, or what the filters leave of it, as CSV after RFC 4180 with a header. */
  exportServicesAsCsv(request: ExportServicesRequest = {}): Promise<string> {
    return this.#fetcher.text('/scorecards/export/csv', { ...request });
  }

  async exportServices(
    request: ExportServicesRequest = {},
  ): Promise<ServiceSummary[]> {
    const path = '/scorecards/export/json';
    const { items } = await this.#fetcher.get(path, exportSchema, {
      ...request,
    });
    return items;
  }

  /** The open checks of a service as a SARIF 2.1.0 log. */
  getSarif(
    entityRef: string,
  ): Promise<{ version: '2.1.0'; [key: string]: unknown }> {
    const path = `${entityPathOf('scorecards', entityRef)}/sarif`;
    return this.#fetcher.get(path, sarifSchema);
  }

  /** A badge with the level of a service, as SVG. */
  getBadge(entityRef: string): Promise<string> {
    const path = `${entityPathOf('scorecards', entityRef)}/badge.svg`;
    return this.#fetcher.text(path);
  }
}
