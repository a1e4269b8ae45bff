import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useApi } from '@backstage/core-plugin-api';
import { productionReadinessApiRef } from '../../api';
import { useCursorList, useText } from '../../hooks';
import { Empty, Loading, LoadMore, PageTitle, Problem } from '../shared';
import { filterOf, queryOf, ServicesFilter } from './servicesFilter';
import { ServicesFilters } from './ServicesFilters';
import { ServicesTable } from './ServicesTable';

/** All services with their level, filtered by what the URL says. */
export function ServicesPage() {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const [query, setQuery] = useSearchParams();
  const filter = filterOf(query);
  const { level, owner } = filter;
  const list = useCursorList(
    useCallback(
      (cursor?: string) => api.listServices({ level, owner, cursor }),
      [api, level, owner],
    ),
  );
  const setFilter = (next: ServicesFilter) =>
    setQuery(before => queryOf(next, before));

  return (
    <Stack spacing={2}>
      <PageTitle title={t('services.title')} />
      <ServicesFilters filter={filter} onFilter={setFilter} />
      {list.error && <Problem error={list.error} onRetry={list.retry} />}
      {!list.items && list.loading && (
        <Loading label={t('services.loading')} blocks={[48, 48, 48, 48, 48]} />
      )}
      {list.items && list.items.length > 0 && (
        <div>
          <ServicesTable services={list.items} />
          <LoadMore list={list} />
        </div>
      )}
      {list.items?.length === 0 &&
        (level || owner ? (
          <Empty
            title={t('services.noMatch')}
            action={
              <Button onClick={() => setFilter({})}>
                {t('services.clear')}
              </Button>
            }
          />
        ) : (
          <Empty title={t('services.empty')} text={t('services.emptyText')} />
        ))}
    </Stack>
  );
}
