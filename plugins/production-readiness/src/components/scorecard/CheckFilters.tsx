import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import {
  levels,
  resultStates,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import type {
  Level,
  ResultState,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { levelText } from '../shared';
import { CheckFilter } from './checkFilter';

interface CheckFiltersProps {
  filter: CheckFilter;
  onFilter: (filter: CheckFilter) => void;
  groupBy: 'area' | 'level';
  onGroupBy: (groupBy: 'area' | 'level') => void;
}

/** Text, state and level that the checks are filtered by, and what they are grouped by. */
export function CheckFilters({
  filter,
  onFilter,
  groupBy,
  onGroupBy,
}: CheckFiltersProps) {
  const t = useText();
  return (
    <Box
      role="search"
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: '1fr 1fr', md: '2fr 1fr 1fr 1fr' },
        mb: 2,
      }}
    >
      <TextField
        size="small"
        type="search"
        id="readiness-check-text"
        label={t('scorecard.checks.search')}
        value={filter.text}
        onChange={event => onFilter({ ...filter, text: event.target.value })}
        sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}
      />
      <TextField
        select
        size="small"
        id="readiness-check-state"
        label={t('scorecard.checks.state')}
        value={filter.state}
        onChange={event =>
          onFilter({
            ...filter,
            state: event.target.value as ResultState | 'all',
          })
        }
      >
        <MenuItem value="all">{t('filter.all')}</MenuItem>
        {resultStates.map(state => (
          <MenuItem key={state} value={state}>
            {t(`states.${state}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        id="readiness-check-level"
        label={t('scorecard.checks.level')}
        value={filter.level}
        onChange={event =>
          onFilter({ ...filter, level: event.target.value as Level | 'all' })
        }
      >
        <MenuItem value="all">{t('filter.all')}</MenuItem>
        {levels.map(level => (
          <MenuItem key={level} value={level}>
            {levelText(t, level)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        id="readiness-check-group"
        label={t('scorecard.checks.group')}
        value={groupBy}
        onChange={event => onGroupBy(event.target.value as 'area' | 'level')}
        sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}
      >
        <MenuItem value="area">{t('scorecard.checks.byArea')}</MenuItem>
        <MenuItem value="level">{t('scorecard.checks.byLevel')}</MenuItem>
      </TextField>
    </Box>
  );
}
