import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Cursor } from '../repository/yaml/Cursor';
import { signalsOf } from './signals';

type Observability = FactOf<'observability'>;

const maxText = 20_000;

/** All texts under a cursor, for telling what a definition is about. */
export function textUnder(cursor: Cursor, depth = 8): string {
  const texts: string[] = [];
  let length = 0;
  const collect = (at: Cursor, left: number): void => {
    if (length > maxText) return;
    const text = at.text();
    if (text !== undefined) {
      texts.push(text);
      length += text.length;
    } else if (left > 0) {
      at.items().forEach(item => collect(item, left - 1));
      for (const [key, value] of at.entries()) {
        texts.push(key);
        length += key.length;
        collect(value, left - 1);
      }
    }
  };
  collect(cursor, depth);
  return texts.join(' ');
}

function objective(
  cursor: Cursor,
  tool: string,
  name: string,
  target: string | undefined,
  window: string | undefined,
): Observability {
  const { path, line } = cursor.position;
  return {
    source: { path, line },
    kind: 'slo',
    tool,
    name,
    threshold: target !== undefined,
    routed: false,
    covers: signalsOf(`${name} ${textUnder(cursor)}`),
    target,
    window,
  };
}

/** The multi-window burn-rate alerts that SLO tools generate from an objective. */
function generatedAlert(slo: Observability, severity?: string): Observability {
  return {
    ...slo,
    kind: 'alert',
    threshold: true,
    severity: severity ?? 'generated',
    routed: true,
    lookahead: 'burn-rate',
  };
}

/** An OpenSLO or Nobl9 objective. */
export function readOpenSlo(root: Cursor, tool: string): Observability[] {
  const spec = root.get('spec');
  const first = spec.get('objectives').items()[0] ?? spec;
  const window =
    spec.get('timeWindow').items()[0] ?? spec.get('timeWindows', 0);
  const count = window.get('count').text();
  const unit = window.get('unit').text();
  return [
    objective(
      root,
      tool,
      root.get('metadata', 'name').text() ?? '',
      first.get('target').text() ?? first.get('targetPercent').text(),
      window.get('duration').text() ?? (count && unit && `${count} ${unit}`),
    ),
  ];
}

/** Pyrra's ServiceLevelObjective, which brings its own burn-rate alerts. */
export function readPyrra(root: Cursor): Observability[] {
  const spec = root.get('spec');
  const slo = objective(
    root,
    'pyrra',
    root.get('metadata', 'name').text() ?? '',
    spec.get('target').text(),
    spec.get('window').text(),
  );
  const silent = spec.get('alerting', 'disabled').boolean() === true;
  return silent ? [slo] : [slo, generatedAlert(slo)];
}

/** Sloth's specification or PrometheusServiceLevel; its window is 30 days unless it is told otherwise. */
export function readSloth(spec: Cursor): Observability[] {
  return spec
    .get('slos')
    .items()
    .flatMap(item => {
      const slo = objective(
        item,
        'sloth',
        item.get('name').text() ?? '',
        item.get('objective').text(),
        '30d',
      );
      const alerting = item.get('alerting');
      const labels = (key: string) =>
        alerting.get(key, 'labels').record().severity as string | undefined;
      const silent =
        !alerting.exists ||
        alerting.get('page_alert', 'disable').boolean() === true ||
        alerting.get('pageAlert', 'disable').boolean() === true;
      return silent
        ? [slo]
        : [
            slo,
            generatedAlert(slo, labels('page_alert') ?? labels('pageAlert')),
          ];
    });
}
