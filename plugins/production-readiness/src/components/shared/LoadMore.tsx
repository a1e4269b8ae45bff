import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { CursorList, useText } from '../../hooks';

/** Asks for the next page of a list, where there is one. */
export function LoadMore({
  list,
}: {
  list: Pick<CursorList<unknown>, 'hasMore' | 'loading' | 'loadMore'>;
}) {
  const t = useText();
  if (!list.hasMore) return null;
  return (
    <Box textAlign="center" mt={2}>
      <Button
        variant="outlined"
        onClick={list.loadMore}
        disabled={list.loading}
      >
        {list.loading ? t('list.loading') : t('list.loadMore')}
      </Button>
    </Box>
  );
}
