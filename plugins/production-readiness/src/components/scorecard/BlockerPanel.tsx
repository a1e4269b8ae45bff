import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Result } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ActiveRubric, useText } from '../../hooks';
import { EvidenceList, StateLabel } from '../shared';

interface BlockerPanelProps {
  blockers: Result[];
  rubric?: ActiveRubric;
}

/** The blockers that are open, before everything else. */
export function BlockerPanel({ blockers, rubric }: BlockerPanelProps) {
  const t = useText();
  if (blockers.length === 0) return null;
  const title = t('scorecard.blockers.title', { count: blockers.length });
  return (
    <Alert
      severity="error"
      variant="outlined"
      role="region"
      aria-label={title}
      sx={{
        bgcolor: 'background.paper',
        color: 'text.primary',
        '& > :last-child': { minWidth: 0 },
      }}
    >
      <AlertTitle component="h3" sx={{ fontWeight: 'bold' }}>
        {title}
      </AlertTitle>
      <Typography variant="body2" color="text.secondary">
        {t('scorecard.blockers.hint')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {blockers.map(({ id, state, reason, evidence }) => (
          <Box component="li" key={id} sx={{ mt: 1.5 }}>
            <Stack direction="row" flexWrap="wrap" columnGap={1.5}>
              <Typography component="span" variant="subtitle2">
                {rubric?.checks.get(id)?.title ?? id}
              </Typography>
              <StateLabel state={state} />
            </Stack>
            <Typography variant="body2">{reason}</Typography>
            <EvidenceList evidence={evidence} />
          </Box>
        ))}
      </Box>
    </Alert>
  );
}
