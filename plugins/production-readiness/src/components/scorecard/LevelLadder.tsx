import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import ArrowCircleRightOutlinedIcon from '@mui/icons-material/ArrowCircleRightOutlined';
import RadioButtonUncheckedIcon from '@mui/icons-material/RadioButtonUnchecked';
import type { Scorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { levelText } from '../shared';
import { ladderOf, Rung } from './ladderOf';

const looks = {
  reached: { Icon: CheckCircleIcon, color: 'success' },
  next: { Icon: ArrowCircleRightOutlinedIcon, color: 'primary' },
  later: { Icon: RadioButtonUncheckedIcon, color: 'disabled' },
} as const;

/** The four levels with what is satisfied of each. */
export function LevelLadder({
  scorecard,
}: {
  scorecard: Pick<Scorecard, 'level' | 'results'>;
}) {
  const t = useText();
  return (
    <Box
      component="ol"
      aria-label={t('scorecard.ladder.label')}
      sx={{
        m: 0,
        p: 0,
        listStyle: 'none',
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', lg: 'repeat(4, 1fr)' },
      }}
    >
      {ladderOf(scorecard).map(rung => (
        <LadderRung key={rung.level} rung={rung} />
      ))}
    </Box>
  );
}

function LadderRung({ rung }: { rung: Rung }) {
  const t = useText();
  const { level, satisfied, applicable, exempt, status } = rung;
  const { Icon, color } = looks[status];
  const progress = t('scorecard.ladder.progress', {
    done: String(satisfied),
    total: String(applicable),
  });
  return (
    <Box
      component="li"
      sx={{
        p: 1.5,
        border: 1,
        borderRadius: 1,
        borderColor: status === 'next' ? 'primary.main' : 'divider',
      }}
    >
      <Stack direction="row" alignItems="center" gap={1} mb={1}>
        <Icon color={color} fontSize="small" aria-hidden />
        <Typography component="span" variant="subtitle2" flexGrow={1}>
          {levelText(t, level)}
        </Typography>
        <Typography component="span" variant="caption" color="text.secondary">
          {t(`scorecard.ladder.${status}`)}
        </Typography>
      </Stack>
      <LinearProgress
        variant="determinate"
        color={status === 'reached' ? 'success' : 'primary'}
        value={applicable === 0 ? 100 : (100 * satisfied) / applicable}
        aria-label={levelText(t, level)}
        aria-valuetext={progress}
        sx={{ height: 6, borderRadius: 3 }}
      />
      <Typography variant="caption" color="text.secondary" component="p" mt={1}>
        {progress}
        {exempt > 0 && `, ${t('scorecard.ladder.exempt', { count: exempt })}`}
      </Typography>
    </Box>
  );
}
