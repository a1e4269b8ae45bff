import { TemplateLibrary } from '../compose/TemplateLibrary';
import { Addition } from './composeAddition';
import { adoptionLockPath } from './adoptionLock';
import { DetectedService } from './detectService';
import { adoptionLimits } from './limits';
import { codeSpan } from './markdownText';

/** What a request says of an addition: what comes, what was kept and why it may matter, and what to look at. */
export function additionText(
  addition: Addition,
  library: TemplateLibrary,
  path: string,
  detected: DetectedService,
): string {
  const { composition, files, kept, clashes } = addition;
  const { adopts, version } = library.path(path);
  const remarks = composition.blocks.flatMap(
    ({ name }) => adopts?.remarks[name] ?? [],
  );
  const look = [...clashes, ...remarks, ...detected.remarks];
  return [
    `What the golden path \`${path}\` ${version} adds to ${codeSpan(
      composition.service.name,
    )}. No file that exists is changed${
      files.some(({ path: file }) => file === adoptionLockPath)
        ? `; \`${adoptionLockPath}\` records what was added and what was kept`
        : ''
    }.`,
    '',
    '## Added',
    '',
    ...blockLines(
      composition.blocks,
      library,
      files.map(({ path: file, block }) => ({ path: file, block })),
    ),
    ...(kept.length > 0
      ? [
          '## Kept as it is',
          '',
          'The repository has these, or something in their place. Compare them with what the block brings.',
          '',
          '| brought by | would have been | there is |',
          '|---|---|---|',
          ...kept
            .slice(0, adoptionLimits.namesInText)
            .map(
              ({ file, existing }) =>
                `| ${titleOf(library, file.block)} | ${codeSpan(
                  file.path,
                )} | ${codeSpan(existing)} |`,
            ),
          ...(kept.length > adoptionLimits.namesInText
            ? [`| … | ${kept.length - adoptionLimits.namesInText} more | |`]
            : []),
          '',
          ...[...new Set(kept.map(({ file }) => file.block))].map(
            block =>
              `- ${titleOf(library, block)}: ${
                library.block(block)?.description ?? ''
              }`,
          ),
          '',
        ]
      : []),
    ...(look.length > 0
      ? ['## Look at before merging', '', ...look.map(line => `- ${line}`), '']
      : []),
  ]
    .join('\n')
    .slice(0, adoptionLimits.textCharacters / 2);
}

function blockLines(
  blocks: { name: string }[],
  library: TemplateLibrary,
  files: { path: string; block: string }[],
): string[] {
  return blocks.flatMap(({ name }) => {
    const own = files.filter(({ block }) => block === name);
    if (own.length === 0) {
      return [];
    }
    const shown = own.slice(0, adoptionLimits.namesInText);
    return [
      `**${titleOf(library, name)}**: ${
        library.block(name)?.description ?? ''
      }`,
      '',
      ...shown.map(({ path }) => `- ${codeSpan(path)}`),
      ...(own.length > shown.length
        ? [`- and ${own.length - shown.length} more`]
        : []),
      '',
    ];
  });
}

function titleOf(library: TemplateLibrary, block: string): string {
  return library.block(block)?.title ?? block;
}
