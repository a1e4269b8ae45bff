import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `readiness:check`. */
export const readinessExamples: TemplateExample[] = [
  {
    description:
      'Stops before anything is published when the service would be below L2',
    example: stringify({
      steps: [
        {
          id: 'readiness',
          name: 'Check production readiness',
          action: 'readiness:check',
          input: { minLevel: 'L2' },
        },
      ],
    }),
  },
  {
    description: 'Says how ready a folder of the workspace is, and goes on',
    example: stringify({
      steps: [
        {
          id: 'readiness',
          name: 'Look at production readiness',
          action: 'readiness:check',
          input: { targetPath: 'services/orders' },
        },
      ],
    }),
  },
];
