import type { Entity } from '@backstage/catalog-model';

function entity(
  kind: string,
  name: string,
  spec: Entity['spec'],
  relations: Entity['relations'] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', uid: `${kind}-${name}` },
    spec,
    relations,
  };
}

function group(name: string, displayName: string) {
  return entity('Group', name, {
    type: 'team',
    profile: { displayName },
    children: [],
  });
}

function user(name: string, displayName: string) {
  return entity('User', name, { profile: { displayName } });
}

/** A service of the payments team. */
export function component(name: string, owner = 'payments'): Entity {
  return entity(
    'Component',
    name,
    { type: 'service', lifecycle: 'production', owner },
    [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  );
}

/** Two teams and a person of each. */
export const organisation: Entity[] = [
  group('payments', 'Payments'),
  group('platform-operations', 'Platform Operations'),
  user('ada', 'Ada Reyes'),
  user('bo', 'Bo Lindqvist'),
];

export const ada = {
  userRef: 'user:default/ada',
  ownershipRefs: ['user:default/ada', 'group:default/payments'],
};

export const bo = {
  userRef: 'user:default/bo',
  ownershipRefs: ['user:default/bo', 'group:default/platform-operations'],
};
