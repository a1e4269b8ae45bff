import useAsync from 'react-use/esm/useAsync';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import type { Actor } from '@goldenpath/backstage-plugin-production-readiness-common';

/** The signed-in person as the rules of a review see them; undefined until it is known. */
export function useActor(): Actor | undefined {
  const identity = useApi(identityApiRef);
  const { value } = useAsync(() => identity.getBackstageIdentity(), [identity]);
  return (
    value && {
      userRef: value.userEntityRef,
      ownershipRefs: value.ownershipEntityRefs,
    }
  );
}
