import { useCallback, useEffect, useState } from 'react';
import { ExampleUser, ExampleUsersClient } from './ExampleUsersClient';

/** The catalog reads its users in the first seconds after the first start. */
const RETRY_AFTER = 2_000;

/** The users to choose from; asks again while there are none. */
export function useExampleUsers(client: ExampleUsersClient): {
  users?: ExampleUser[];
  error?: Error;
  retry: () => void;
} {
  const [users, setUsers] = useState<ExampleUser[]>();
  const [error, setError] = useState<Error>();
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(count => count + 1), []);

  useEffect(() => {
    let cancelled = false;
    let timer: number | undefined;
    client.list().then(
      items => {
        if (cancelled) return;
        setError(undefined);
        setUsers(items);
        if (items.length === 0) timer = window.setTimeout(retry, RETRY_AFTER);
      },
      reason => {
        if (!cancelled) setError(reason);
      },
    );
    return () => {
      cancelled = true;
      window.clearTimeout(timer);
    };
  }, [client, attempt, retry]);

  return { users, error, retry };
}
