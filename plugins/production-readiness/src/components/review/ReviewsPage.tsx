import { useCallback } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { reviewTriggers } from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api';
import { useCursorList, useText } from '../../hooks';
import { newReviewRouteRef } from '../../routes';
import {
  Empty,
  EntityPicker,
  Loading,
  LoadMore,
  PageTitle,
  Problem,
} from '../shared';
import { ReviewsTable } from './ReviewsTable';

const services = ['component'];

/** All reviews, newest first, filtered by what the URL says. */
export function ReviewsPage() {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const newReviewLink = useRouteRef(newReviewRouteRef);
  const [query, setQuery] = useSearchParams();
  const entityRef = query.get('entity') ?? undefined;
  const trigger = reviewTriggers.find(known => known === query.get('trigger'));
  const list = useCursorList(
    useCallback(
      (cursor?: string) => api.listReviews({ entityRef, trigger, cursor }),
      [api, entityRef, trigger],
    ),
  );
  const filtered = entityRef !== undefined || trigger !== undefined;

  function setFilter(key: string, value: string | undefined) {
    setQuery(before => {
      const next = new URLSearchParams(before);
      if (value) next.set(key, value);
      else next.delete(key);
      return next;
    });
  }

  return (
    <Stack spacing={2}>
      <PageTitle
        title={t('reviews.title')}
        actions={
          <Button
            variant="contained"
            component={RouterLink}
            to={newReviewLink()}
          >
            {t('reviews.open')}
          </Button>
        }
      />
      <Box
        role="search"
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          maxWidth: 720,
        }}
      >
        <EntityPicker
          id="readiness-reviews-service"
          size="small"
          label={t('reviews.service')}
          kinds={services}
          value={entityRef}
          onChange={ref => setFilter('entity', ref)}
        />
        <TextField
          select
          size="small"
          id="readiness-reviews-trigger"
          label={t('reviews.trigger')}
          value={trigger ?? 'all'}
          onChange={({ target: { value } }) =>
            setFilter('trigger', value === 'all' ? undefined : value)
          }
        >
          <MenuItem value="all">{t('filter.all')}</MenuItem>
          {reviewTriggers.map(known => (
            <MenuItem key={known} value={known}>
              {t(`triggers.${known}`)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {list.error && <Problem error={list.error} onRetry={list.retry} />}
      {!list.items && list.loading && (
        <Loading label={t('reviews.loading')} blocks={[48, 48, 48, 48]} />
      )}
      {list.items && list.items.length > 0 && (
        <div>
          <ReviewsTable reviews={list.items} />
          <LoadMore list={list} />
        </div>
      )}
      {list.items?.length === 0 &&
        (filtered ? (
          <Empty
            title={t('reviews.noMatch')}
            action={
              <Button onClick={() => setQuery({})}>{t('reviews.clear')}</Button>
            }
          />
        ) : (
          <Empty title={t('reviews.empty')} text={t('reviews.emptyText')} />
        ))}
    </Stack>
  );
}
