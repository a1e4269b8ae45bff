import { Check, RubricDocument } from '../rubric';

/** A check as a SARIF rule, with the help that code review shows beside a finding. */
export function sarifRule(check: Check, { levels, areas }: RubricDocument) {
  const { id, level, area, title, criterion, rationale, fix } = check;
  const [reference] = check.references;
  return {
    id,
    name: id
      .split('-')
      .map(word => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    shortDescription: { text: title },
    fullDescription: { text: criterion },
    help: {
      text: [criterion, rationale, `How to fix it: ${fix.summary}`]
        .filter(Boolean)
        .join('\n\n'),
      markdown: [
        `**${level} ${levels[level].name} · ${areas[area]}**`,
        criterion,
        rationale,
        `**How to fix it:** ${fix.summary}`,
        ...check.references.map(url => `- <${url}>`),
      ]
        .filter(Boolean)
        .join('\n\n'),
    },
    ...(reference && { helpUri: reference }),
    defaultConfiguration: {
      level: check.blocker ? ('error' as const) : ('warning' as const),
    },
    properties: { tags: ['production-readiness', level, area] },
  };
}
