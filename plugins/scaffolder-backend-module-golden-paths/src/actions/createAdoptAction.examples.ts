import { stringify } from 'yaml';

export const adoptExamples = [
  {
    description: 'Compose what a fetched repository has not yet',
    example: stringify({
      steps: [
        {
          id: 'adopt',
          name: 'Compose what is not there',
          action: 'golden-path:adopt',
          input: { path: 'adopt', answers: '${{ parameters }}' },
        },
      ],
    }),
  },
];
