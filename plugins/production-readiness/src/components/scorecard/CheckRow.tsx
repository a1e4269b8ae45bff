import { useId, useState } from 'react';
import Box from '@mui/material/Box';
import Collapse from '@mui/material/Collapse';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import type {
  Check,
  Result,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { EvidenceList, StateLabel } from '../shared';
import { CheckDetails } from './CheckDetails';
import { CheckMarks } from './CheckMarks';

interface CheckRowProps {
  result: Result;
  /** Absent where the active rubric has no such check. */
  check?: Check;
  showLevel: boolean;
}

/** One result: its state, why it is so, and what it rests on. */
export function CheckRow({ result, check, showLevel }: CheckRowProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const title = check?.title ?? result.id;
  return (
    <Box
      component="li"
      sx={{
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: { xs: '1fr auto', sm: '8.5rem 1fr auto' },
      }}
    >
      <Typography
        component="div"
        variant="body2"
        sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}
      >
        <StateLabel state={result.state} />
      </Typography>
      <Box minWidth={0}>
        <Stack
          direction="row"
          flexWrap="wrap"
          alignItems="center"
          columnGap={1}
          rowGap={0.25}
        >
          <Typography component="h5" variant="subtitle2" m={0}>
            {title}
          </Typography>
          {showLevel && (
            <Typography variant="caption" color="text.secondary">
              {result.level}
            </Typography>
          )}
          <CheckMarks result={result} />
        </Stack>
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ overflowWrap: 'anywhere' }}
        >
          {result.reason}
        </Typography>
        <EvidenceList evidence={result.evidence} />
      </Box>
      <IconButton
        size="small"
        aria-label={t('scorecard.checks.expand', { title })}
        aria-expanded={open}
        aria-controls={open ? detailsId : undefined}
        onClick={() => setOpen(!open)}
        sx={{ alignSelf: 'start' }}
      >
        <ExpandMoreIcon
          sx={{
            transform: open ? 'rotate(180deg)' : 'none',
            transition: 'transform 150ms',
            '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
          }}
        />
      </IconButton>
      <Collapse
        in={open}
        unmountOnExit
        id={detailsId}
        sx={{ gridColumn: { xs: '1 / -1', sm: '2 / -1' } }}
      >
        <Box pt={1.5}>
          {check ? (
            <CheckDetails check={check} />
          ) : (
            <Typography variant="body2">
              {t('scorecard.checks.unlisted')}
            </Typography>
          )}
        </Box>
      </Collapse>
    </Box>
  );
}
