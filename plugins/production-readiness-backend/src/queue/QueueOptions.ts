import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** How a queue works. Durations are in milliseconds. */
export interface QueueOptions {
  knex: Knex;
  logger: LoggerService;
  /** Services evaluated at once by this process. */
  concurrency: number;
  /** After which one evaluation is given up. */
  timeout: number;
  /** Between two evaluations of a service that nobody asks for. */
  every: number;
  /** Between two looks for what other processes have queued. */
  poll?: number;
}

/** How long a process that shows no sign of life keeps what it has taken up. */
export const leaseTime = 30_000;
