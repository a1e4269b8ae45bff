import {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Actor } from '@goldenpath/backstage-plugin-production-readiness-common';

/** The caller as the rules see them. A service acts for nobody: it owns nothing and can sign for nobody. */
export async function actorOf(
  credentials: BackstageCredentials,
  userInfo: UserInfoService,
): Promise<Actor> {
  const { principal } = credentials;
  const isUser =
    typeof principal === 'object' &&
    principal !== null &&
    'type' in principal &&
    principal.type === 'user';
  if (!isUser) return { userRef: '', ownershipRefs: [] };
  const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
    credentials,
  );
  return { userRef: userEntityRef, ownershipRefs: ownershipEntityRefs };
}
