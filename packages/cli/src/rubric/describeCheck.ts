import { Check } from '@goldenpath/backstage-plugin-production-readiness-common';

const methodTexts: Record<Check['methods'][number], string> = {
  repository: 'the files of the repository',
  catalog: 'the catalog entity',
  live: 'a live system',
  attestation: 'an attestation',
};

/** How a check is settled, as a sentence. */
export function describeMethods({ methods, attestation }: Check): string {
  const [first, ...rest] = methods.map(method => methodTexts[method]);
  const text = [first, ...rest.map(method => `else ${method}`)].join(', ');
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  return attestation
    ? `${sentence} An attestation is good for ${attestation.validDays} days${
        attestation.secondPerson ? ' and needs a second person' : ''
      }.`
    : sentence;
}

/** Whether a check can be waived, as a sentence; empty where nothing is special about it. */
export function describeExemption({ exemptable }: Check): string {
  return exemptable ? '' : 'None is ever granted for this check.';
}
