/** FNV-1a, 32 bits. */
export const hashOfNothing = -2128831035;

export function hashWith(hash: number, code: number): number {
  return Math.imul(hash ^ code, 16777619);
}
