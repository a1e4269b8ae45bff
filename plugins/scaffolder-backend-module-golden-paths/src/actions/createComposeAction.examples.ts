import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `golden-path:compose`. */
export const composeExamples: TemplateExample[] = [
  {
    description: 'Composes a Node.js service from the answers of the form',
    example: stringify({
      steps: [
        {
          id: 'compose',
          name: 'Compose the service',
          action: 'golden-path:compose',
          input: {
            path: 'node-service',
            answers: '${{ parameters }}',
          },
        },
      ],
    }),
  },
];
