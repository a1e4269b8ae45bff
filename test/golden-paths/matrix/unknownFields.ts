interface Read {
  keys: Set<string>;
  isMap: boolean;
}

/**
 * What a validator that was compiled from a JSON Schema does not know of a value: it asks for each field that the
 * schema has, so what it never asked for is in no schema. Where it goes through all keys, the keys are free.
 *
 * @param validate - is called with a stand-in for the value
 * @returns the paths of the unknown fields
 */
export function unknownFields(
  value: object,
  validate: (standIn: object) => void,
): string[] {
  const reads = new Map<object, Read>();
  const standIns = new Map<object, object>();

  function standInFor(target: object): object {
    const known = standIns.get(target);
    if (known) return known;
    const read: Read = { keys: new Set(), isMap: false };
    reads.set(target, read);
    const standIn = new Proxy(target, {
      get(_, key) {
        const found: unknown = Reflect.get(target, key);
        if (typeof key === 'string') read.keys.add(key);
        return typeof found === 'object' && found !== null
          ? standInFor(found)
          : found;
      },
      ownKeys() {
        read.isMap = true;
        return Reflect.ownKeys(target);
      },
    });
    standIns.set(target, standIn);
    return standIn;
  }

  function visit(target: unknown, path: string): string[] {
    if (typeof target !== 'object' || target === null) return [];
    const read = reads.get(target);
    // Never asked about at all: an object that the schema leaves open.
    if (!read || (read.keys.size === 0 && !read.isMap)) return [];
    return Object.entries(target).flatMap(([key, inner]) =>
      Array.isArray(target) ||
      read.isMap ||
      read.keys.has(key) ||
      // The generator of the models takes a field of this name for documentation.
      key === 'description'
        ? visit(inner, `${path}/${key}`)
        : [`${path}/${key}`],
    );
  }

  validate(standInFor(value));
  return visit(value, '');
}
