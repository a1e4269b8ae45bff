import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { environmentOf } from '../../../deployment/environments';
import { SourceFile } from '../../../repository/SourceFile';
import { nameOf } from '../../dependencies/Manifest';
import { settingsOf } from './settingsOf';

type CodeFact = FactOf<'code'>;

const maxBytes = 400_000;
const variable = 'OTEL_METRICS_EXPORTER';
/** `NAME: none`, `NAME=none`, and `name: NAME` with its value in the same mapping or on the next line. */
const value =
  /\bOTEL_METRICS_EXPORTER["']?(?:\s{0,4}[:=]\s{0,4}|,?\s{1,60}["']?value["']?\s{0,4}[:=]\s{0,4})["']?(\w{1,40})/g;
const exporters = /^OpenTelemetry (?!auto)|^opentelemetry-instrument$/;

/** Learns whether what exports metrics by itself is told to export none, by its configuration or where it is deployed. */
export class ExporterSwitches {
  private readonly told = new Set<string>();

  static wants({ path, size }: { path: string; size: number }): boolean {
    return (
      size <= maxBytes &&
      /\.(?:ya?ml|tf)$|task[-_]?def[^/]*\.json$|(?:^|\/)Dockerfile[^/]*$/.test(
        path,
      ) &&
      !/(?:docker-)?compose[^/]*$/.test(path) &&
      environmentOf(path) !== 'local'
    );
  }

  visit({ path, text, size }: SourceFile): void {
    if (!text.includes(variable) || !ExporterSwitches.wants({ path, size }))
      return;
    for (const [, exporter] of text.matchAll(value))
      this.told.add(exporter.toLowerCase());
  }

  visitSettings(file: SourceFile): void {
    if (environmentOf(nameOf(file.path)) === 'local') return;
    for (const setting of settingsOf(file)) {
      if (setting.key === 'otel.metrics.exporter')
        this.told.add(setting.value.toLowerCase());
    }
  }

  /** The facts without the metrics that nothing exports. */
  applied(code: CodeFact[]): CodeFact[] {
    const isOff = this.told.size === 1 && this.told.has('none');
    return isOff
      ? code.filter(
          ({ capability, name }) =>
            capability !== 'metrics' || !exporters.test(name ?? ''),
        )
      : code;
  }
}
