import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from '@backstage/core-components';
import type { Source } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { isWebUrl } from './isWebUrl';
import { notPrinted } from './printClasses';

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
  const hidden = all ? 0 : Math.max(0, known.length - shownAtFirst);
  const firstHidden = known.length - hidden;
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
      {known.map((source, index) => (
        <Box
          component="li"
          key={index}
          sx={
            index < firstHidden
              ? undefined
              : { display: 'none', '@media print': { display: 'block' } }
          }
        >
          {source.url && isWebUrl(source.url) ? (
            <Link to={source.url}>{sourceText(source)}</Link>
          ) : (
            sourceText(source)
          )}
        </Box>
      ))}
      {hidden > 0 && (
        <li className={notPrinted}>
          <Button
            size="small"
            sx={{ p: 0, textTransform: 'none' }}
            onClick={() => setAll(true)}
          >
            {t('evidence.more', { total: String(hidden) })}
          </Button>
        </li>
      )}
    </Box>
  );
}
