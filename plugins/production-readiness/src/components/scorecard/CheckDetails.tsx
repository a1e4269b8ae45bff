import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Link } from '@backstage/core-components';
import type { Check } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { isWebUrl } from '../shared';

function Detail({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <Typography component="dt" variant="body2" color="text.secondary">
        {term}
      </Typography>
      <Typography
        component="dd"
        variant="body2"
        sx={{ m: 0, mb: 1, maxWidth: '75ch', overflowWrap: 'anywhere' }}
      >
        {children}
      </Typography>
    </>
  );
}

/** What a check asks for, why, and how to satisfy it. */
export function CheckDetails({ check }: { check: Check }) {
  const t = useText();
  const { criterion, rationale, applies, fix, references } = check;
  const links = [fix.url ?? '', ...references].filter(isWebUrl);
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' },
      }}
    >
      <Detail term={t('scorecard.checks.criterion')}>{criterion}</Detail>
      {applies !== 'always' && (
        <Detail term={t('scorecard.checks.applies')}>{applies}</Detail>
      )}
      {rationale && (
        <Detail term={t('scorecard.checks.rationale')}>{rationale}</Detail>
      )}
      <Detail term={t('scorecard.checks.fix')}>
        {fix.summary}
        {fix.block && ` (${t('scorecard.steps.block', { block: fix.block })})`}
      </Detail>
      {links.length > 0 && (
        <Detail term={t('scorecard.checks.references')}>
          {links.map(url => (
            <Box key={url} component="span" sx={{ display: 'block' }}>
              <Link to={url}>{url}</Link>
            </Box>
          ))}
        </Detail>
      )}
    </Box>
  );
}
