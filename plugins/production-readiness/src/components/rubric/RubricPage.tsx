import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { levels } from '@goldenpath/backstage-plugin-production-readiness-common';
import type {
  Check,
  Level,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { useRubric, useText } from '../../hooks';
import { Empty, levelText, Loading, PageTitle, Problem } from '../shared';
import { LevelChecks } from './LevelChecks';

/** What the platform means by production ready: every check, by level and area. `#check-<id>` leads to one. */
export function RubricPage() {
  const t = useText();
  const { rubric, error, retry } = useRubric();
  const [text, setText] = useState('');
  const [level, setLevel] = useState<Level | 'all'>('all');
  useScrollToHash(rubric !== undefined);

  if (!rubric) {
    return error ? (
      <Problem error={error} onRetry={retry} />
    ) : (
      <Loading label={t('rubric.loading')} blocks={[48, 240, 240]} />
    );
  }
  const { document, hash } = rubric;
  const shown = document.checks.filter(
    check => (level === 'all' || check.level === level) && matches(check, text),
  );
  return (
    <Stack spacing={2}>
      <PageTitle title={document.title} />
      <Stack
        direction="row"
        flexWrap="wrap"
        columnGap={3}
        sx={{ typography: 'body2', color: 'text.secondary' }}
      >
        <span>{t('rubric.version', { version: document.version })}</span>
        <span>{t('rubric.checks', { count: document.checks.length })}</span>
        <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
          {t('rubric.hash', { hash: hash.slice(0, 12) })}
        </Box>
      </Stack>
      <Box
        role="search"
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          maxWidth: 720,
        }}
      >
        <TextField
          size="small"
          type="search"
          id="readiness-rubric-text"
          label={t('rubric.search')}
          value={text}
          onChange={event => setText(event.target.value)}
        />
        <TextField
          select
          size="small"
          id="readiness-rubric-level"
          label={t('rubric.level')}
          value={level}
          onChange={event => setLevel(event.target.value as Level | 'all')}
        >
          <MenuItem value="all">{t('filter.all')}</MenuItem>
          {levels.map(known => (
            <MenuItem key={known} value={known}>
              {levelText(t, known)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <Typography variant="body2" color="text.secondary" role="status">
        {t('scorecard.checks.shown', {
          shown: String(shown.length),
          total: String(document.checks.length),
        })}
      </Typography>
      {levels.map(known => (
        <LevelChecks
          key={known}
          level={known}
          checks={shown.filter(check => check.level === known)}
          document={document}
        />
      ))}
      {shown.length === 0 && <Empty title={t('rubric.none')} />}
    </Stack>
  );
}

function matches(check: Check, text: string): boolean {
  return [check.title, check.id, check.criterion, check.area]
    .join('\n')
    .toLocaleLowerCase()
    .includes(text.trim().toLocaleLowerCase());
}

/** The checks are not there yet when the browser looks for the anchor. */
function useScrollToHash(ready: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    const target = ready && document.getElementById(hash.slice(1));
    if (target) {
      target.scrollIntoView({ block: 'start' });
      target.focus({ preventScroll: true });
    }
  }, [ready, hash]);
}
