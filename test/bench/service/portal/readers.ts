/** Who asks: one who may read everything, and one whom a condition keeps from every tenth service. */
export const readers = {
  everything: 'user:default/bench',
  most: 'user:default/guest',
};

export type Reader = keyof typeof readers;

/** Whether a service is among those that a user may read. */
export function mayRead(user: string | undefined, service: number): boolean {
  return user !== readers.most || service % 10 !== 0;
}
