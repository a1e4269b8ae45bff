import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from '@backstage/core-components';
import type { Source } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { isWebUrl } from './isWebUrl';

const shownAtFirst = 3;

/** "src/server.ts:12", or the URL of what is not in a file. */
export function sourceText({ path, line, url }: Source): string {
  if (path === undefined) return url ?? '';
  return line === undefined ? path : `${path}:${line}`;
}

/** What a result rests on, each a link to the file and line at the commit. */
export function EvidenceList({ evidence }: { evidence: Source[] }) {
  const t = useText();
  const [all, setAll] = useState(false);
  const known = evidence.filter(source => sourceText(source) !== '');
  if (known.length === 0) return null;
  const shown = all ? known : known.slice(0, shownAtFirst);
  return (
    <Box
      component="ul"
      aria-label={t('evidence.label')}
      sx={{
        m: 0,
        p: 0,
        listStyle: 'none',
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        rowGap: 0.5,
        typography: 'body2',
        fontFamily: 'monospace',
        overflowWrap: 'anywhere',
      }}
    >
      {shown.map((source, index) => (
        <li key={index}>
          {source.url && isWebUrl(source.url) ? (
            <Link to={source.url}>{sourceText(source)}</Link>
          ) : (
            sourceText(source)
          )}
        </li>
      ))}
      {known.length > shown.length && (
        <li>
          <Button
            size="small"
            sx={{ p: 0, textTransform: 'none' }}
            onClick={() => setAll(true)}
          >
            {t('evidence.more', { total: String(known.length - shown.length) })}
          </Button>
        </li>
      )}
    </Box>
  );
}
