import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';

type CodeFact = FactOf<'code'>;

interface Agent {
  name: string;
  ecosystem: string;
  texts: string[];
  gives: Array<CodeFact['capability']>;
  /** What attaches it, where its name stands in another line. */
  attachedBy?: string;
}

/** Agents that are attached where a program is started, and what they record. */
const agents: readonly Agent[] = [
  {
    name: 'Application Insights Java agent',
    ecosystem: 'java',
    texts: ['applicationinsights-agent', 'applicationinsights'],
    attachedBy: '-javaagent:',
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'OpenTelemetry Java agent',
    ecosystem: 'java',
    texts: [
      'opentelemetry-javaagent',
      'otel-agent',
      'otel-javaagent',
      'aws-opentelemetry-agent',
      'splunk-otel-javaagent',
    ],
    attachedBy: '-javaagent:',
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'Datadog Java agent',
    ecosystem: 'java',
    texts: ['dd-java-agent', 'dd-trace-java'],
    attachedBy: '-javaagent:',
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'New Relic Java agent',
    ecosystem: 'java',
    texts: ['newrelic'],
    attachedBy: '-javaagent:',
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'Elastic APM Java agent',
    ecosystem: 'java',
    texts: ['elastic-apm-agent', 'elastic-apm'],
    attachedBy: '-javaagent:',
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'Prometheus JMX exporter',
    ecosystem: 'java',
    texts: ['jmx_prometheus', 'jmx-exporter', 'jmx_exporter'],
    attachedBy: '-javaagent:',
    gives: ['metrics'],
  },
  {
    name: 'ddtrace-run',
    ecosystem: 'python',
    texts: ['ddtrace-run'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'opentelemetry-instrument',
    ecosystem: 'python',
    texts: ['opentelemetry-instrument'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'newrelic-admin',
    ecosystem: 'python',
    texts: ['newrelic-admin run'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'OpenTelemetry auto-instrumentation',
    ecosystem: 'node',
    texts: ['@opentelemetry/auto-instrumentations-node/register'],
    gives: ['tracing'],
  },
  {
    name: 'dd-trace',
    ecosystem: 'node',
    texts: ['dd-trace/init', 'dd-trace/initialize.mjs'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'New Relic agent',
    ecosystem: 'node',
    texts: ['-r newrelic', '--require newrelic', '--import newrelic'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'Elastic APM agent',
    ecosystem: 'node',
    texts: ['elastic-apm-node/start'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: '.NET profiler agent',
    ecosystem: 'dotnet',
    texts: ['CORECLR_PROFILER_PATH', 'opentelemetry-dotnet-instrumentation'],
    gives: ['tracing', 'metrics'],
  },
];

/** The agents that the lines of a start command attach. */
export function agentsIn(path: string, lines: readonly string[]): CodeFact[] {
  return agents.flatMap(({ name, ecosystem, texts, gives, attachedBy }) => {
    const named = lines.findIndex(line =>
      texts.some(text => line.includes(text)),
    );
    const attached = attachedBy
      ? lines.findIndex(line => line.includes(attachedBy))
      : named;
    if (named < 0 || attached < 0) return [];
    return gives.map(capability => ({
      source: { path, line: attached + 1 },
      capability,
      by: 'agent' as const,
      name,
      ecosystem,
      facets: [],
    }));
  });
}
