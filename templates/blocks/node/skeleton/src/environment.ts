/** Reads settings from the environment and remembers everything that is wrong, so that it can be said at once. */
export class Environment {
  readonly #values: NodeJS.ProcessEnv;
  readonly #problems: string[] = [];

  constructor(values: NodeJS.ProcessEnv) {
    this.#values = values;
  }

  text(key: string, fallback: string): string {
    return this.#values[key]?.trim() || fallback;
  }

  integer(key: string, fallback: number, minimum: number, maximum: number): number {
    const value = Number(this.text(key, String(fallback)));
    if (!Number.isInteger(value) || value < minimum || value > maximum) {
      this.#problems.push(`${key} must be a whole number from ${minimum} to ${maximum}`);
    }
    return value;
  }

  choice(key: string, fallback: string, allowed: string[]): string {
    const value = this.text(key, fallback);
    if (!allowed.includes(value)) {
      this.#problems.push(`${key} must be one of ${allowed.join(', ')}`);
    }
    return value;
  }

  url(key: string, protocols: string[], fallback = ''): string | undefined {
    const value = this.text(key, fallback);
    if (value === '') {
      return undefined;
    }
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
      this.#problems.push(`${key} must be a URL that begins with ${protocols.join(' or ')}//`);
    }
    return value;
  }

  requiredUrl(key: string, protocols: string[]): string {
    const value = this.url(key, protocols);
    if (value === undefined) {
      this.#problems.push(`${key} must be set`);
    }
    return value ?? '';
  }

  /** Throws one error that names every setting that is missing or wrong. */
  check(): void {
    if (this.#problems.length > 0) {
      throw new Error(`The configuration cannot be used: ${this.#problems.join('; ')}`);
    }
  }
}
