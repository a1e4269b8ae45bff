import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useText } from '../../hooks';
import { EntityPicker, levelText } from '../shared';
import { levelChoices, ServicesFilter } from './servicesFilter';

interface ServicesFiltersProps {
  filter: ServicesFilter;
  onFilter: (filter: ServicesFilter) => void;
}

const owners = ['group', 'user'];

/** Level and owner that the services are filtered by. */
export function ServicesFilters({ filter, onFilter }: ServicesFiltersProps) {
  const t = useText();
  return (
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
        select
        size="small"
        id="readiness-services-level"
        label={t('services.level')}
        value={filter.level ?? 'all'}
        onChange={({ target: { value } }) =>
          onFilter({
            ...filter,
            level: levelChoices.find(level => level === value),
          })
        }
      >
        <MenuItem value="all">{t('filter.all')}</MenuItem>
        {levelChoices.map(level => (
          <MenuItem key={level} value={level}>
            {levelText(t, level === 'none' ? undefined : level)}
          </MenuItem>
        ))}
      </TextField>
      <EntityPicker
        id="readiness-services-owner"
        size="small"
        label={t('services.owner')}
        kinds={owners}
        value={filter.owner}
        onChange={owner => onFilter({ ...filter, owner })}
      />
    </Box>
  );
}
