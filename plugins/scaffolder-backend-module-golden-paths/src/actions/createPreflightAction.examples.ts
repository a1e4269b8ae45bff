import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `golden-path:preflight`. */
export const preflightExamples: TemplateExample[] = [
  {
    description: 'Checks the answers of the form before anything is made',
    example: stringify({
      steps: [
        {
          id: 'preflight',
          name: 'Check name, owner and rights',
          action: 'golden-path:preflight',
          input: { path: 'node-service', answers: '${{ parameters }}' },
        },
      ],
    }),
  },
];
