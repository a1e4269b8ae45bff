import { stringify } from 'yaml';

export const compareExamples = [
  {
    description: 'See what an addition changes, before it is proposed',
    example: stringify({
      steps: [
        {
          id: 'readiness',
          name: 'Compare production readiness',
          action: 'readiness:compare',
          input: { service: '${{ steps.adopt.output.name }}' },
        },
      ],
    }),
  },
];
