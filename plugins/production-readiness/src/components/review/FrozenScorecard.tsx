import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import {
  freezeAgain,
  isAtLeast,
  isSatisfied,
  openBlockers,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { useActor, useRubric, useText } from '../../hooks';
import { ExactTime, Facts, LevelBadge, Section, notPrinted } from '../shared';
import { FreezeDialog } from './FreezeDialog';
import { MovedOn } from './MovedOn';
import { OpenResults } from './OpenResults';
import { refusalOf } from './refusalOf';
import { ResultsTable } from './ResultsTable';
import { ReviewPartProps } from './ReviewPartProps';

/** The evidence: the scorecard as it was when it was frozen. */
export function FrozenScorecard({ read, accept }: ReviewPartProps) {
  const t = useText();
  const actor = useActor();
  const [freezing, setFreezing] = useState(false);
  const { review, record } = read;
  const { scorecard, targetLevel, frozenAt } = review;
  const { rubric } = useRubric(scorecard.rubric.hash);
  const titleOf = (id: string) => rubric?.checks.get(id)?.title ?? id;
  const blockers = openBlockers(scorecard.results);
  const open = scorecard.results.filter(
    result => !isSatisfied(result) && isAtLeast(targetLevel, result.level),
  );
  const mayFreeze =
    actor &&
    refusalOf(() => freezeAgain(review, scorecard, actor, new Date())) ===
      undefined;
  return (
    <Section
      title={t('review.evidence.title')}
      actions={
        mayFreeze && (
          <Button
            variant="outlined"
            className={notPrinted}
            onClick={() => setFreezing(true)}
          >
            {t('review.freeze')}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [
            t('review.evidence.level'),
            <LevelBadge
              key="level"
              level={scorecard.level}
              exemptions={scorecard.exemptions}
            />,
          ],
          [
            t('review.evidence.frozenAt'),
            <ExactTime key="frozen" at={frozenAt} />,
          ],
          [
            t('review.evidence.commit'),
            <code key="commit">
              {scorecard.commit ?? t('review.terms.none')}
            </code>,
          ],
          [
            t('review.evidence.rubric'),
            `${scorecard.rubric.name} ${
              scorecard.rubric.version
            } (${scorecard.rubric.hash.slice(0, 12)})`,
          ],
          [
            t('review.evidence.blockers'),
            blockers.map(({ id }) => titleOf(id)).join(', ') ||
              t('review.terms.none'),
          ],
        ]}
      />
      {review.status !== 'withdrawn' && <MovedOn review={review} />}
      <Box my={2}>
        <OpenResults
          results={open}
          targetLevel={targetLevel}
          conditions={review.conditions}
          titleOf={titleOf}
        />
      </Box>
      <AllResults results={scorecard.results} titleOf={titleOf} />
      {freezing && (
        <FreezeDialog
          id={record.id}
          accept={accept}
          onClose={() => setFreezing(false)}
        />
      )}
    </Section>
  );
}

function AllResults(props: Parameters<typeof ResultsTable>[0]) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button
        className={notPrinted}
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {shown
          ? t('review.evidence.hide')
          : t('review.evidence.show', { total: String(props.results.length) })}
      </Button>
      <Box
        sx={{
          display: shown ? 'block' : 'none',
          '@media print': { display: 'block' },
          mt: 1,
        }}
      >
        <Typography variant="subtitle1" component="h4" fontWeight="bold">
          {t('review.evidence.results')}
        </Typography>
        <ResultsTable {...props} />
      </Box>
    </>
  );
}
