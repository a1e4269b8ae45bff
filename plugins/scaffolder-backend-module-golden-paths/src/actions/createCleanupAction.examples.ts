import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `golden-path:cleanup`. */
export const cleanupExamples: TemplateExample[] = [
  {
    description: 'Removes the repository when a later step has failed',
    example: stringify({
      steps: [
        {
          id: 'cleanup',
          name: 'Remove what this run made',
          if: '${{ failure() }}',
          action: 'golden-path:cleanup',
          input: { repoUrl: '${{ steps.preflight.output.repoUrl }}' },
        },
      ],
    }),
  },
];
