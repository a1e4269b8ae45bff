import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '@goldenpath/backstage-plugin-production-readiness-common';

/** A list that is read page by page. */
export interface CursorList<T> {
  /** Undefined until the first page is there. */
  items?: T[];
  error?: Error;
  /** A page is on its way. */
  loading: boolean;
  hasMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

interface State<T> {
  items?: T[];
  nextCursor?: string;
  error?: Error;
  loading: boolean;
}

/** Reads the first page, then one more with each `loadMore`. A new `load` starts the list afresh. */
export function useCursorList<T>(
  load: (cursor: string | undefined) => Promise<Page<T>>,
): CursorList<T> {
  const [state, setState] = useState<State<T>>({ loading: true });
  const generation = useRef(0);

  const read = useCallback(
    async (cursor: string | undefined) => {
      generation.current += 1;
      const own = generation.current;
      setState(before =>
        cursor === undefined
          ? { loading: true }
          : { ...before, loading: true, error: undefined },
      );
      try {
        const { items, nextCursor } = await load(cursor);
        if (own !== generation.current) return;
        setState(before => ({
          items: [...((cursor && before.items) || []), ...items],
          nextCursor,
          loading: false,
        }));
      } catch (error) {
        if (own !== generation.current) return;
        setState(before => ({
          ...before,
          loading: false,
          error: error as Error,
        }));
      }
    },
    [load],
  );

  useEffect(() => {
    read(undefined);
    return () => {
      generation.current += 1;
    };
  }, [read]);

  const { items, nextCursor, error, loading } = state;
  const readNext = useCallback(() => read(nextCursor), [read, nextCursor]);
  return {
    items,
    error,
    loading,
    hasMore: nextCursor !== undefined,
    loadMore: readNext,
    retry: readNext,
  };
}
