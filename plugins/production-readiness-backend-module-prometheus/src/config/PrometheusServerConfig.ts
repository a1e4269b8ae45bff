/** A question whose answer is what is left of an error budget, from 1 down. */
export interface ErrorBudgetQuery {
  slo: string;
  /** PromQL with the placeholders of `fillQuery`. */
  remaining: string;
}

/** One server under `productionReadiness.prometheus.servers`, with its defaults. Durations are in milliseconds. */
export interface PrometheusServerConfig {
  name: string;
  /** With a slash at its end. */
  baseUrl: URL;
  /** Where people reach it; with a slash at its end. */
  externalUrl: URL;
  headers: Record<string, string>;
  /** The labels of a service that says nothing else; `$name` and `$namespace` are the entity's. */
  labels: Record<string, string>;
  errorBudgets: ErrorBudgetQuery[];
  timeout: number;
  maxResponseBytes: number;
  /** For how long rules are remembered. */
  rulesEvery: number;
  validFor: number;
}
