import { useCallback } from 'react';
import {
  alertApiRef,
  toastApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';

const shown = 6_000;

/** Tells the user that something was done, or why it was not. */
export function useNotify(): {
  done: (title: string) => void;
  failed: (title: string, reason: string) => void;
} {
  const apis = useApiHolder();
  const post = useCallback(
    (title: string, status: 'success' | 'danger', description?: string) => {
      const toasts = apis.get(toastApiRef);
      if (toasts) {
        toasts.post({ title, description, status, timeout: shown });
        return;
      }
      // Portals on the legacy frontend system have no toasts.
      apis.get(alertApiRef)?.post({
        message: description ? `${title}: ${description}` : title,
        severity: status === 'success' ? 'success' : 'error',
        display: 'transient',
      });
    },
    [apis],
  );
  return {
    done: useCallback(title => post(title, 'success'), [post]),
    failed: useCallback(
      (title, reason) => post(title, 'danger', reason),
      [post],
    ),
  };
}
