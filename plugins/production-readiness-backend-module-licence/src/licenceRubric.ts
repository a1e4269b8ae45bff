/** The check that judges what the collector finds; a rubric file like any other. */
export const licenceRubric = `
extends: default
name: production-readiness-with-licence
version: 1.0.0
title: Production readiness, with a licence
areas:
  law: Law
checks:
  - id: licence-declared
    level: L1
    area: law
    title: The licence is declared
    criterion: A licence file holds one of the licences that are approved.
    rationale: Code without a licence may not be used by anybody.
    fix:
      summary: Add the LICENSE file of an approved licence.
    effort: small
    methods: [repository]
    passesWhen:
      from: licences
      some: item.licence != 'unknown'
      pass: 'It is under {licence}.'
      fail: The licence file is none of the approved ones.
      empty: There is no licence file.
`;
