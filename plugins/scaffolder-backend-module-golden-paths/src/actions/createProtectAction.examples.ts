import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `golden-path:protect`. */
export const protectExamples: TemplateExample[] = [
  {
    description: 'Protects what publish:gitlab has made',
    example: stringify({
      steps: [
        {
          id: 'protect',
          name: 'Protect the default branch',
          action: 'golden-path:protect',
          input: {
            repoUrl: '${{ steps.preflight.output.repoUrl }}',
            branch: 'main',
          },
        },
      ],
    }),
  },
];
