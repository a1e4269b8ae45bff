import { stringify } from 'yaml';

export const fetchExamples = [
  {
    description: 'Read a repository that a path adopts',
    example: stringify({
      steps: [
        {
          id: 'fetch',
          name: 'Read the repository',
          action: 'golden-path:fetch',
          input: { repoUrl: '${{ parameters.repoUrl }}' },
        },
      ],
    }),
  },
];
