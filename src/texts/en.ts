// Every text of the page, for translators: each once, by a name that begins with where it stands. `{name}` is filled in
// by `fill`. The build puts each text where it is used, so that no part of the page carries those of another. What the
// matcher and the linter say of a rule stands with their codes, in `src/sigma` and `src/lint`.

export const embedEvent = 'Event';
export const embedEvents = 'Events';
export const embedFailed = 'The matcher failed';
export const embedFootAddress = 'Address of this work in Sigma Playground';
export const embedFootClose = 'Close the address';
export const embedFootCopied = 'The address is copied.';
export const embedFootCopy = 'Copy';
export const embedFootNewTab = ', in a new tab';
export const embedFootOpen = 'Open in Sigma Playground';
export const embedHeading = 'Sigma Playground';
export const embedLoaded = 'The page around this frame put other texts here.';
export const embedNoSample = 'There is no such sample.';
export const embedNotCopied = 'The browser refused to copy: the address is selected.';
export const embedNotLoaded = 'What the address asks for could not be loaded.';
export const embedNothing = 'Nothing to explain: it takes a rule and an event.';
export const embedResults = 'Results';
export const embedRule = 'Sigma rule';

export const placeBack = 'Back';
export const placeBackWhere = 'to the playground';
export const placeProblem = 'This part of the page could not be loaded.';
