import { useCallback, useEffect, useRef, useState } from 'react';

/** @param unchanged - how many answers in a row said the same */
export type PollInterval<T> = (value: T, unchanged: number) => number;

/** A value that is read again and again. On a failure the last good value stays beside the error. */
export interface Polled<T> {
  value?: T;
  error?: Error;
  loading: boolean;
  refresh: () => void;
  /** Takes the answer of a write in the place of the next read. */
  accept: (value: T) => void;
}

const longestPause = 60_000;
const pauseAfterFailure = 5_000;

/**
 * Reads a value now, and again after `interval` milliseconds while the page is visible. A new `load` starts afresh.
 * An answer that says the same keeps the identity of the value, so that nothing is rendered again.
 */
export function usePolled<T>(
  load: () => Promise<T>,
  interval: PollInterval<T>,
): Polled<T> {
  const [state, setState] = useState<{ value?: T; error?: Error }>({});
  const poll = useRef({ refresh: () => {}, accept: (_value: T) => {} });

  useEffect(() => {
    let current = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let text: string | undefined;
    let unchanged = 0;
    let failures = 0;
    setState({});

    function schedule(pause: number) {
      clearTimeout(timer);
      timer =
        document.visibilityState === 'hidden'
          ? undefined
          : setTimeout(read, pause);
    }
    function take(value: T) {
      const said = JSON.stringify(value);
      const same = said === text;
      text = said;
      unchanged = same ? unchanged + 1 : 0;
      failures = 0;
      setState(before =>
        same && !before.error
          ? before
          : {
              value: same ? before.value : value,
            },
      );
      schedule(interval(value, unchanged));
    }
    async function read() {
      clearTimeout(timer);
      current += 1;
      const own = current;
      try {
        const value = await load();
        if (own === current) take(value);
      } catch (error) {
        if (own !== current) return;
        failures += 1;
        setState(before => ({ ...before, error: error as Error }));
        schedule(Math.min(longestPause, pauseAfterFailure * 2 ** failures));
      }
    }
    function onVisibility() {
      if (document.visibilityState === 'visible') read();
      else clearTimeout(timer);
    }

    poll.current = {
      refresh: read,
      accept: value => {
        current += 1;
        take(value);
      },
    };
    document.addEventListener('visibilitychange', onVisibility);
    read();
    return () => {
      current = -1;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [load, interval]);

  return {
    ...state,
    loading: state.value === undefined && state.error === undefined,
    refresh: useCallback(() => poll.current.refresh(), []),
    accept: useCallback((value: T) => poll.current.accept(value), []),
  };
}
