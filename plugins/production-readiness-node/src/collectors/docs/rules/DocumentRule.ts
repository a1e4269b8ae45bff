import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';

/** How a kind of document is told by its title, and what it states. */
export interface DocumentRule {
  kind: FactOf<'docs'>['kind'];
  /** Words of the path or of a heading, any of which makes it this kind. */
  titles: string[];
  /** What the page or section must hold beyond a heading. */
  needs: 'prose' | 'steps';
  /**
   * Words for each thing that it can state. `labels` count as headings, in bold, as a column or at the start of an
   * item; `text` counts anywhere; `quantity` asks for a number in the same line. `said` are phrases that say the same
   * in a sentence; they count on pages that speak of a running system by some of the words of `about`.
   */
  facets: Record<
    string,
    {
      labels?: string[];
      text?: string[];
      said?: string[];
      quantity?: boolean;
      code?: boolean;
    }
  >;
  about?: string[];
  /**
   * What it must be about: one of `any` in what was found, or in the titles; where the titles speak of something
   * `unlike`, one of `firm`.
   */
  concerns?: { any: string[]; firm: string[]; unlike: string[] };
  /** The form alone is enough: it is filled in when something happens. */
  form?: boolean;
}
