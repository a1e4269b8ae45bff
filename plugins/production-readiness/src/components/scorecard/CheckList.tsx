import { useId, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type {
  Level,
  Result,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ActiveRubric, useText } from '../../hooks';
import { Empty, levelText, Section } from '../shared';
import { CheckFilters } from './CheckFilters';
import {
  filterResults,
  groupResults,
  noFilter,
  ResultGroup,
} from './checkFilter';
import { CheckRow } from './CheckRow';

interface CheckListProps {
  results: Result[];
  rubric?: ActiveRubric;
}

/** All results, grouped and filtered. */
export function CheckList({ results, rubric }: CheckListProps) {
  const t = useText();
  const [filter, setFilter] = useState(noFilter);
  const [groupBy, setGroupBy] = useState<'area' | 'level'>('area');
  const shown = filterResults(results, filter, rubric);
  return (
    <Section
      title={t('scorecard.checks.title')}
      actions={
        <Typography variant="body2" color="text.secondary" role="status">
          {t('scorecard.checks.shown', {
            shown: String(shown.length),
            total: String(results.length),
          })}
        </Typography>
      }
    >
      <CheckFilters
        filter={filter}
        onFilter={setFilter}
        groupBy={groupBy}
        onGroupBy={setGroupBy}
      />
      <Stack spacing={3}>
        {groupResults(shown, groupBy, rubric).map(group => (
          <CheckGroup
            key={group.key}
            group={group}
            groupBy={groupBy}
            rubric={rubric}
          />
        ))}
      </Stack>
      {shown.length === 0 && (
        <Empty
          title={t('scorecard.checks.none')}
          action={
            <Button onClick={() => setFilter(noFilter)}>
              {t('scorecard.checks.clear')}
            </Button>
          }
        />
      )}
    </Section>
  );
}

interface CheckGroupProps {
  group: ResultGroup;
  groupBy: 'area' | 'level';
  rubric?: ActiveRubric;
}

function CheckGroup({ group, groupBy, rubric }: CheckGroupProps) {
  const t = useText();
  const headingId = useId();
  const { key, results, satisfied } = group;
  const title =
    groupBy === 'level'
      ? levelText(t, key as Level)
      : rubric?.document.areas[key] ?? key;
  return (
    <div>
      <Stack direction="row" alignItems="baseline" gap={1} mb={0.5}>
        <Typography
          id={headingId}
          component="h4"
          variant="subtitle1"
          fontWeight="bold"
          m={0}
        >
          {title}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {t('scorecard.checks.satisfied', {
            done: String(satisfied),
            total: String(results.length),
          })}
        </Typography>
      </Stack>
      <Box
        component="ul"
        aria-labelledby={headingId}
        sx={{ m: 0, p: 0, listStyle: 'none' }}
      >
        {results.map(result => (
          <CheckRow
            key={result.id}
            result={result}
            check={rubric?.checks.get(result.id)}
            showLevel={groupBy === 'area'}
          />
        ))}
      </Box>
    </div>
  );
}
