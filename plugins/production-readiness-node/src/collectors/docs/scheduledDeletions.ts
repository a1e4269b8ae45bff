import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { namesRetention } from '../../retention/namesRetention';
import { Page } from './parsePage';

const most = 5;
const schedule =
  /(?:^|[\s`|"'(])(?:[\d*/,-]{1,20} {1,3}){4}[\w*/,?#-]{1,20}(?=$|[\s`|"').,])/;

/** Jobs that a page lists with their schedules, and whose names say that they delete what is too old. */
export function scheduledDeletions(page: Page): Array<FactOf<'docs'>> {
  const found: Array<FactOf<'docs'>> = [];
  page.lines.forEach(({ kind, text }, at) => {
    if (kind === 'none' || found.length >= most) return;
    const line = text.slice(0, 500);
    if (!schedule.test(line)) return;
    const name = line
      .split(/[^\p{L}\p{N}_-]+/u)
      .find(word => /[-_\p{Lu}]/u.test(word) && namesRetention(word));
    if (name === undefined) return;
    found.push({
      source: { path: page.path, line: at + 1 },
      kind: 'retention',
      title: name,
      facets: ['enforcement'],
      template: false,
    });
  });
  return found;
}
