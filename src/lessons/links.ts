// Where lessons lead on: the specification, the guides of its authors, and the reference in the page.
import type { LessonLink } from './lesson.ts';

const rules =
  'https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-rules-specification.md';
const modifiers =
  'https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-appendix-modifiers.md';

/** `section`: the anchor of a heading. */
export const specification = (section: string, title: string): LessonLink => ({
  text: `Sigma specification: ${title}`,
  href: `${rules}#${section}`,
});

export const modifierAppendix: LessonLink = {
  text: 'Sigma specification: modifiers',
  href: modifiers,
};

/** `page`: `rules`, `conditions`, `modifiers` or `log-sources`. */
export const guide = (page: string, title: string): LessonLink => ({
  text: `Sigma documentation: ${title}`,
  href: `https://sigmahq.io/docs/basics/${page}.html`,
});

export const learn = (topic: string, title: string): LessonLink => ({
  text: `Learn Sigma: ${title}`,
  href: `#learn=${topic}`,
});
