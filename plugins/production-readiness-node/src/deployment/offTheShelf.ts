import { imageName } from './imageName';

/**
 * Images that are started beside a service and are not the service. `backing`: databases, caches and brokers.
 * `tool`: what serves local work or operations. `sidecar`: what stands in a pod beside the service's container.
 * Names are the last part of the repository, or its last parts; `*` at the end stands for anything.
 */
const catalogue: Record<'backing' | 'tool' | 'sidecar', string[]> = {
  backing: [
    'postgres*',
    'postgis',
    'pgvector',
    'timescaledb*',
    'cockroach*',
    'mysql*',
    'mariadb*',
    'percona*',
    'mongo',
    'mongodb*',
    'redis*',
    'valkey*',
    'keydb*',
    'dragonfly*',
    'memcached*',
    'rabbitmq*',
    'kafka*',
    'cp-kafka*',
    'cp-zookeeper*',
    'cp-schema-registry',
    'redpanda*',
    'zookeeper*',
    'nats*',
    'activemq*',
    'artemis*',
    'pulsar*',
    'elasticsearch*',
    'opensearch',
    'solr*',
    'cassandra*',
    'scylla*',
    'clickhouse*',
    'couchdb*',
    'couchbase*',
    'influxdb*',
    'neo4j*',
    'dynamodb-local',
    'localstack*',
    'minio*',
    'azurite',
    'mssql',
    'mssql-server*',
    'mssql/server',
    'mssql/rhel/server',
    'azure-sql-edge',
    'oracle-xe',
    'oracle-free',
    'etcd',
    'qdrant',
    'weaviate',
    'meilisearch',
    'typesense',
    'elasticmq*',
    'google-cloud-cli',
    'firebase-emulator',
    'spanner-emulator',
  ],
  tool: [
    'adminer',
    'pgadmin4',
    'phpmyadmin',
    'mongo-express',
    'redis-commander',
    'redisinsight',
    'kafka-ui',
    'akhq',
    'mailhog',
    'mailpit',
    'mailcatcher',
    'mailslurper',
    'smtp4dev',
    'wiremock*',
    'mockserver',
    'httpbin',
    'jaeger*',
    'all-in-one',
    'zipkin*',
    'prometheus',
    'grafana',
    'loki',
    'tempo',
    'promtail',
    'alertmanager',
    'opensearch-dashboards',
    'kibana',
    'logstash',
    'keycloak*',
    'dex',
    'mock-oauth2-server',
    'vault',
    'consul',
    'unleash-server',
    'flagd',
    'traefik',
    'nginx*',
    'caddy',
    'haproxy',
    'envoy*',
    'toxiproxy',
    'sonarqube*',
    'seq',
    'dind',
    'docker',
    'selenium',
    'chrome',
    'playwright',
    'k6',
    'locust',
    'migrate',
    'flyway',
    'liquibase',
    'busybox',
    'alpine',
    'curl',
    'wait-for-it',
    'dockerize',
    'watchtower',
  ],
  sidecar: [
    'envoy*',
    'proxyv2',
    'proxy',
    'linkerd-proxy',
    'istio-proxy',
    'cloud-sql-proxy',
    'gce-proxy',
    'fluent-bit',
    'fluentd*',
    'filebeat*',
    'promtail',
    'vector',
    'vault',
    'vault-k8s',
    'oauth2-proxy',
    'opentelemetry-collector*',
    'otel-collector',
    'otelcol*',
    'aws-otel-collector',
    'agent',
    'datadog-agent',
    'aws-xray-daemon',
    'cloudwatch-agent',
    'newrelic-infrastructure',
    'jaeger-agent',
    'statsd-exporter',
    'jmx-exporter',
    'nginx-prometheus-exporter',
    'nginx*',
    'traefik',
    'haproxy',
    'consul',
    'consul-envoy',
    'configmap-reload',
    'k8s-sidecar',
    'git-sync',
    'ecr-credential-helper',
    'aws-for-fluent-bit',
    'esp-v2',
    'endpoints-runtime',
    'kube-rbac-proxy',
    'docker-gen',
    'elastic-agent',
    'auth-proxy',
    'wonderwall',
  ],
};

function compile(names: string[]): (image: string) => boolean {
  const exact = new Set(names.filter(name => !name.endsWith('*')));
  const parts = names.filter(name => name.includes('/'));
  const starts = names
    .filter(name => name.endsWith('*'))
    .map(name => name.slice(0, -1));
  return image => {
    const { base, repository } = imageName(image);
    const name = base.toLowerCase();
    return (
      exact.has(name) ||
      parts.some(end => `/${repository}`.endsWith(`/${end}`)) ||
      starts.some(
        start =>
          name === start ||
          name.startsWith(`${start}-`) ||
          name.startsWith(`${start}_`) ||
          // A version in the name: postgres16, cassandra4.
          (name.startsWith(start) && /^\d+$/.test(name.slice(start.length))),
      )
    );
  };
}

/** A database, cache or broker. */
export const isBackingImage = compile(catalogue.backing);
/** Something that serves local work or operations. */
export const isToolImage = compile(catalogue.tool);
/** Something that stands in a pod beside the service's own container. */
export const isSidecarImage = compile(catalogue.sidecar);
