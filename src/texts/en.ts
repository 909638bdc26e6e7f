// Every text of the page, for translators: each once, by a name that begins with where it stands. `{name}` is filled in
// by `fill`. The build puts each text where it is used, so that no part of the page carries those of another. What the
// matcher and the linter say of a rule stands with their codes, in `src/sigma` and `src/lint`.

export const lessonSegment = 'Lesson';

export const placeBack = 'Back';
export const placeBackWhere = 'to the playground';
export const placeProblem = 'This part of the page could not be loaded.';
