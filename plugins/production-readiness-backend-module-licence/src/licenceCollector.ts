import { FactItem } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Collector } from '@goldenpath/backstage-plugin-production-readiness-node';

/** What the collection `licences` holds; the condition of the check reads these fields. @public */
export interface LicenceFact extends FactItem {
  /** The identifier of the SPDX list, or `unknown` for a text that is none of those known here. */
  licence: string;
}

const titles: Array<[start: string, licence: string]> = [
  ['Apache License', 'Apache-2.0'],
  ['MIT License', 'MIT'],
  ['Mozilla Public License', 'MPL-2.0'],
  ['GNU AFFERO GENERAL PUBLIC LICENSE', 'AGPL-3.0'],
];

/** Tells under which licence the repository is, by the title of its licence file. @public */
export const licenceCollector: Collector = {
  id: 'licence',
  collections: ['licences'],
  start() {
    const licences: LicenceFact[] = [];
    return {
      wants: ({ path }) => /^(LICENSE|LICENCE)(\.md|\.txt)?$/.test(path),
      visit({ path, lines }) {
        const at = lines.findIndex(line => line.trim() !== '');
        if (at < 0) return;
        const title = lines[at].replace('#', '').trim();
        const known = titles.find(([start]) => title.startsWith(start));
        licences.push({
          source: { path, line: at + 1 },
          licence: known?.[1] ?? 'unknown',
        });
      },
      finish: () => ({ collections: { licences }, gaps: [] }),
    };
  },
};
