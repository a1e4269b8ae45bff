import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Check } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { rubricRouteRef } from '../../routes';
import { Mark } from '../shared';
import { CheckDetails } from '../scorecard/CheckDetails';

/** As large as a finger needs it. */
const linkTarget = { display: 'inline-block', p: 0.5, minWidth: 24 } as const;

/** One check of the rubric, under an anchor of its own. */
export function RubricCheck({ check }: { check: Check }) {
  const t = useText();
  const rubricLink = useRouteRef(rubricRouteRef);
  const { id, title, blocker, exemptable, effort, methods } = check;
  const marks = [
    blocker && t('mark.blocker'),
    !exemptable && t('rubric.notExemptable'),
  ].filter(Boolean);
  return (
    <Box
      id={`check-${id}`}
      tabIndex={-1}
      sx={{
        py: 1.5,
        px: 1,
        mx: -1,
        borderTop: 1,
        borderColor: 'divider',
        scrollMarginTop: 16,
        '&:focus': { outline: 2, outlineColor: 'primary.main' },
      }}
    >
      <Stack
        direction="row"
        flexWrap="wrap"
        alignItems="center"
        gap={1}
        mb={0.5}
      >
        <Typography component="h5" variant="subtitle2" m={0}>
          {title}
        </Typography>
        {marks.map(mark => (
          <Mark
            key={String(mark)}
            label={String(mark)}
            alarming={mark === t('mark.blocker')}
          />
        ))}
        <Typography variant="caption" color="text.secondary">
          {t(`efforts.${effort}`)}
          {' · '}
          {t('rubric.methods')}{' '}
          {methods.map(method => t(`rubric.methodNames.${method}`)).join(', ')}
        </Typography>
        <Link
          to={`${rubricLink()}#check-${id}`}
          aria-label={t('rubric.link', { title })}
        >
          <Box component="span" sx={linkTarget}>
            #
          </Box>
        </Link>
      </Stack>
      <CheckDetails check={check} />
    </Box>
  );
}
