const KEY = 'golden-path.example-user';

/** The example user chosen in this browser. */
export const chosenUser = {
  get(): string | undefined {
    return window.localStorage.getItem(KEY) ?? undefined;
  },
  set(entityRef: string): void {
    window.localStorage.setItem(KEY, entityRef);
  },
  clear(): void {
    window.localStorage.removeItem(KEY);
  },
};
