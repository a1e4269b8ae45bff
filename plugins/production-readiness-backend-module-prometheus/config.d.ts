import { HumanDuration } from '@backstage/types';

export interface Config {
  productionReadiness?: {
    /** Prometheus servers that know alert rules and error budgets of services. */
    prometheus?: {
      /**
       * How long the last answer counts of a server that does not answer any more. After it what rests on it is stale.
       * By default a day.
       */
      validFor?: HumanDuration | string;
      servers?: Array<{
        /** Lower-case words with hyphens; stands in reasons, and in the annotation `goldenpath.dev/prometheus-servers`. */
        name: string;
        /** Where the backend reaches it, before `/api/v1`. Nothing else is ever asked: redirects are not followed. */
        baseUrl: string;
        /** Where people reach it, for links. By default the `baseUrl`. */
        externalUrl?: string;
        /** Allows a `baseUrl` of http that is not on this machine, such as one inside the cluster. */
        allowPlainHttp?: boolean;
        /**
         * Headers of every request, such as `Authorization` or the tenant's `X-Scope-OrgID`.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /**
         * The labels by which this server knows a service without the annotation `goldenpath.dev/prometheus-labels`;
         * `$name` and `$namespace` are the entity's. By default `service: $name`.
         */
        labels?: { [label: string]: string };
        /** What is left of error budgets, for every service. */
        errorBudgets?: Array<{
          /** Name of the objective, for people. */
          slo: string;
          /**
           * PromQL that answers with what is left of the budget: 1 for all, 0 or less for nothing. `$selector` stands for
           * the labels of the service as matchers, `$service` for the value of its label `service`.
           */
          remaining: string;
        }>;
        /** How long an answer may take. By default 10 seconds. */
        timeout?: HumanDuration | string;
        /** The longest answer that is read, in bytes. By default 16 MiB. */
        maxResponseBytes?: number;
        /** How long rules are remembered; they are asked for once for all services. By default a minute. */
        rulesEvery?: HumanDuration | string;
      }>;
    };
  };
}
