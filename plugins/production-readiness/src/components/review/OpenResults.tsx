import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type {
  Condition,
  Level,
  Result,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { EvidenceList, levelText, Mark, StateLabel } from '../shared';

interface OpenResultsProps {
  results: Result[];
  targetLevel: Level;
  conditions: Condition[];
  titleOf: (id: string) => string;
}

/** The checks up to the target level that are not satisfied: what the verdict is about. */
export function OpenResults({
  results,
  targetLevel,
  conditions,
  titleOf,
}: OpenResultsProps) {
  const t = useText();
  const level = levelText(t, targetLevel);
  if (results.length === 0) {
    return (
      <Typography variant="body2">
        {t('review.evidence.allSatisfied', { level })}
      </Typography>
    );
  }
  return (
    <>
      <Typography variant="subtitle1" component="h4" fontWeight="bold">
        {t('review.evidence.open', { count: results.length, level })}
      </Typography>
      <Stack
        component="ul"
        spacing={1.5}
        sx={{ m: 0, mt: 1, p: 0, listStyle: 'none' }}
      >
        {results.map(result => (
          <Box component="li" key={result.id}>
            <Stack direction="row" flexWrap="wrap" alignItems="center" gap={1}>
              <StateLabel state={result.state} />
              <Typography component="span" variant="subtitle2">
                {titleOf(result.id)}
              </Typography>
              <Typography variant="caption" color="text.secondary">
                {result.level}
                {result.blocker && ` · ${t('mark.blocker')}`}
              </Typography>
              {conditions.some(({ check }) => check === result.id) && (
                <Mark label={t('review.evidence.covered')} />
              )}
            </Stack>
            <Typography variant="body2">{result.reason}</Typography>
            <EvidenceList evidence={result.evidence} />
          </Box>
        ))}
      </Stack>
    </>
  );
}
