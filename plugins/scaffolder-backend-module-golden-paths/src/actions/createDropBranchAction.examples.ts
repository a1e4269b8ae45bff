import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `golden-path:drop-branch`. */
export const dropBranchExamples: TemplateExample[] = [
  {
    description: 'Removes the branch when the request could not be opened',
    example: stringify({
      steps: [
        {
          id: 'cleanup',
          name: 'Remove what this run made',
          if: '${{ failure() }}',
          action: 'golden-path:drop-branch',
          input: {
            repoUrl: '${{ parameters.repoUrl }}',
            branch: '${{ steps.branch.output.made }}',
            targetBranch: '${{ steps.fetch.output.branch }}',
            title: '${{ steps.adopt.output.title }}',
          },
        },
      ],
    }),
  },
];
