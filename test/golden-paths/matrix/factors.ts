import { JsonObject } from '@backstage/types';
import { Factor, Value } from './pairwise';

/** What is tried for inputs that take any text; the first one is what most users have. */
const texts: Record<string, string[]> = {
  system: ['', 'shop'],
  onCall: ['', 'PD1234', 'https://oncall.example.com/schedules/1?team=shop'],
  domain: ['example.com', 'shop.example.co.uk'],
  registry: ['', 'registry.example.com:5000/shop/images'],
  secretsPlace: ['', 'https://secrets.example.com'],
  platform: ['platform', 'landing'],
  region: ['eu-central-1', 'ap-southeast-2'],
  repoUrl: ['github.com?owner=acme&repo=orders'],
};

/** No options, but what the service is called; every row has the same. */
const fixed = ['name', 'owner', 'description'];

/** The options of a path with the values that are tried for each. */
export function factorsOf(inputs: Record<string, JsonObject>): Factor[] {
  return Object.entries(inputs)
    .filter(([key]) => !fixed.includes(key))
    .map(([key, schema]) => ({
      key,
      values: valuesOf(key, schema),
      when: schema['x-when'] as Factor['when'],
    }));
}

function valuesOf(key: string, schema: JsonObject): Value[] {
  if (Array.isArray(schema.enum)) return schema.enum as Value[];
  if (schema.type === 'boolean') return [true, false];
  if (texts[key]) return texts[key];
  throw new Error(`Say in factors.ts which texts are tried for "${key}"`);
}
