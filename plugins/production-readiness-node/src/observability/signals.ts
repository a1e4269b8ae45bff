import { burnsOverWindows } from './burnRates';

/** Words of queries, titles and names that tell which signal they are about. */
const words: Record<string, RegExp> = {
  latency:
    /latenc|duration|response.?time|_seconds_bucket|requests?_(?:milli)?seconds_(?:sum|max)|histogram_quantile|targetresponsetime|\bp(?:50|90|95|99)\b|apdex/i,
  traffic:
    /request.?(?:rate|count|s_total|s.per|throughput)|requests?_(?:received_|handled_)?total|throughput|\b[rq]ps\b|traffic|hits|requests?\/s|_requests_count|_seconds_count|(?:requests?|duration|latency|response_time)(?:_(?:milliseconds|s|ms))?_count|incoming requests/i,
  errors:
    /error|5xx|4xx|\b5\.\.|5\[0-9\]|"5|status=~?\W{0,3}5|(?:status|code)!~\W{0,5}2|failure|failed|exception|fault/i,
  saturation:
    /saturat|cpu|memory|\bmem\b|heap|disk|queue.?(?:size|depth|length)|pool|throttl|connections|goroutine|backlog|lag\b/i,
  availability:
    /availab|uptime|\bup\s*(?:==|\{)|absent\(|probe_success|healthy.?host|unhealthy|\bdown\b/i,
};

/** How often a runtime stops for itself says nothing about what is asked of the service. */
const pauses = /\b\w{0,40}gc_\w{0,40}_seconds_count\b/gi;

/** The signals that a text is about. */
export function signalsOf(text: string): string[] {
  const asked = text.replace(pauses, ' ');
  return Object.keys(words).filter(signal => words[signal].test(asked));
}

const predicting =
  /predict_linear|holt_winters|double_exponential_smoothing|\bforecast\s*\(/i;
const anomalous =
  /anomal(?:y|ies)|anomaly_detection|\bzscore|\boutliers?\s*\(/i;

/**
 * How an alert looks ahead: by a forecast, by burn rates over several windows, or by what is unusual.
 */
export function lookaheadOf(
  name: string,
  query: string,
): 'predict' | 'burn-rate' | 'anomaly' | undefined {
  if (predicting.test(query)) return 'predict';
  if (anomalous.test(query)) return 'anomaly';
  return burnsOverWindows(name, query) ? 'burn-rate' : undefined;
}

const comparison = /[<>]|==|!=/;

/** Whether a query compares with a value, label matchers aside. */
export function comparesWithValue(query: string): boolean {
  return comparison.test(
    query.replace(/\{[^{}]*\}/g, '').replace(/"[^"]*"/g, ''),
  );
}
