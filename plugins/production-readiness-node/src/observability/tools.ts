const tools = new Set([
  ...['prometheus', 'alertmanager', 'thanos', 'mimir', 'victoriametrics'],
  ...['vmalert', 'grafana', 'grafana-dashboards', 'kibana', 'chronograf'],
  ...['loki', 'promtail', 'alloy', 'tempo', 'jaeger', 'zipkin', 'graphite'],
  ...['otel-collector', 'opentelemetry-collector', 'otelcol', 'telegraf'],
]);

/** Whether a path lies in a folder of what watches services, which is none of them though an image is built there. */
export function isOfWatchingTool(path: string): boolean {
  return path
    .toLowerCase()
    .split('/')
    .slice(0, -1)
    .some(folder => tools.has(folder));
}

/** Metrics that exporters of stores, brokers and machines tell of these. */
const ofBacking =
  /\b(?:redis|rabbitmq|pg|postgres|postgresql|mysql|mongodb|memcached|elasticsearch|cassandra|etcd|zookeeper|node|kafka_(?:server|broker|brokers|controller|network|cluster))_[a-z0-9_]{3,}/i;
const ofRequests = /(?:request|response|http|grpc|rpc|_rq)s?_/i;

/** Whether a query is about a store, a broker or a machine, and not about what the service answers. */
export function asksBacking(query: string): boolean {
  return ofBacking.test(query) && !ofRequests.test(query);
}
