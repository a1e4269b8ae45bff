import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `golden-path:free-branch`. */
export const freeBranchExamples: TemplateExample[] = [
  {
    description: 'Checks that a request can be opened from a branch',
    example: stringify({
      steps: [
        {
          id: 'branch',
          name: 'Check rights and branch',
          action: 'golden-path:free-branch',
          input: {
            repoUrl: '${{ parameters.repoUrl }}',
            branch: '${{ steps.adopt.output.branchName }}',
            targetBranch: '${{ steps.fetch.output.branch }}',
            title: '${{ steps.adopt.output.title }}',
          },
        },
      ],
    }),
  },
];
