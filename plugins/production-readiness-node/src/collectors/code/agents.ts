import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';

type CodeFact = FactOf<'code'>;

interface Agent {
  name: string;
  ecosystem: string;
  texts: string[];
  gives: Array<CodeFact['capability']>;
}

/** Agents that are attached where a program is started, and what they record. */
const agents: readonly Agent[] = [
  {
    name: 'Application Insights Java agent',
    ecosystem: 'java',
    texts: ['-javaagent:*applicationinsights'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'OpenTelemetry Java agent',
    ecosystem: 'java',
    texts: ['-javaagent:*opentelemetry', '-javaagent:*otel'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'Datadog Java agent',
    ecosystem: 'java',
    texts: ['-javaagent:*dd-java-agent', '-javaagent:*datadog'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'New Relic Java agent',
    ecosystem: 'java',
    texts: ['-javaagent:*newrelic'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'Elastic APM Java agent',
    ecosystem: 'java',
    texts: ['-javaagent:*elastic-apm'],
    gives: ['tracing', 'metrics'],
  },
  {
    name: 'Prometheus JMX exporter',
    ecosystem: 'java',
    texts: ['-javaagent:*jmx_prometheus', '-javaagent:*jmx-exporter'],
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
  return agents.flatMap(({ name, ecosystem, texts, gives }) => {
    const at = lines.findIndex(line => texts.some(text => holds(line, text)));
    if (at < 0) return [];
    return gives.map(capability => ({
      source: { path, line: at + 1 },
      capability,
      by: 'agent' as const,
      name,
      ecosystem,
      facets: [],
    }));
  });
}

/** A `*` in the text stands for anything up to the next blank. */
function holds(line: string, text: string): boolean {
  const star = text.indexOf('*');
  if (star < 0) return line.includes(text);
  const end = text.slice(star + 1);
  return line.split(/\s+/).some(part => {
    const at = part.indexOf(text.slice(0, star));
    return at >= 0 && part.indexOf(end, at) >= 0;
  });
}
