// Every text of the page, for translators: each once, by a name that begins with where it stands. `{name}` is filled in
// by `fill`. The build puts each text where it is used, so that no part of the page carries those of another. What the
// matcher and the linter say of a rule stands with their codes, in `src/sigma` and `src/lint`.

export const assistIndent = 'Indent';
export const assistOutdent = 'Outdent';
export const assistProblem = 'Problem at the cursor';
export const assistSuggestions = 'Suggestions';
export const assistUndo = 'Undo';

export const embedAbout = 'A rule, its events and the verdict, live in your own page';
export const embedChoose = 'What it shows';
export const embedCodeCopied = 'The code is copied.';
export const embedCodeCopy = 'Copy the code';
export const embedCodeHeading = 'Code for your page';
export const embedCodeLabel = 'HTML of the frame';
export const embedEvent = 'Event';
export const embedEvents = 'Events';
export const embedFailed = 'The matcher failed';
export const embedFootAddress = 'Address of this work in Sigma Playground';
export const embedFootClose = 'Close the address';
export const embedFootCopied = 'The address is copied.';
export const embedFootCopy = 'Copy';
export const embedFootNewTab = ', in a new tab';
export const embedFootOpen = 'Open in Sigma Playground';
export const embedHeight = 'Height in pixels';
export const embedHeading = 'Sigma Playground';
export const embedIsLong =
  'What is in the playground is too large for a link: the frame shows the first sample, and your page can hand in the texts.';
export const embedLightSize =
  'Read-only with the explanation, all of it is less than 120 kB compressed, fonts apart: no editor is loaded. With editing, or another tab, it is the whole page.';
export const embedLoaded = 'The page around this frame put other texts here.';
export const embedMessages = 'Messages';
export const embedMessagesIn =
  'Where the address names your page as origin, it can hand texts in. They are taken from the page around with that very origin and from nobody else; whatever has another shape is ignored.';
export const embedMessagesOut =
  'The frame tells the page around it when it listens, what the verdict is, and how high its content is. No message carries a word of a rule or an event. With an origin in the address, they reach no other page.';
export const embedNoChrome = 'Without headings, tabs and link';
export const embedNoSample = 'There is no such sample.';
export const embedNotCopied = 'The browser refused to copy: the address is selected.';
export const embedNotLoaded = 'What the address asks for could not be loaded.';
export const embedNothing = 'Nothing to explain: it takes a rule and an event.';
export const embedOpensTabs = 'Its link may open a tab';
export const embedOrigin = 'Origin of your page, to exchange messages';
export const embedOriginProblem = 'Not an address: it begins with https:// and the name of your site.';
export const embedPaneEvents = 'Events';
export const embedPaneRule = 'Rule';
export const embedPaneWhy = 'Explanation';
export const embedPanes = 'Parts';
export const embedPlace = 'Embed this';
export const embedReadonly = 'Only to be read';
export const embedResults = 'Results';
export const embedRule = 'Sigma rule';
export const embedSample = 'How it looks';
export const embedSampleTitle = 'Sample of the frame';
export const embedScriptLabel = 'Example of a script for the page around';
export const embedSelected = 'Event to explain';
export const embedSizes = 'What it weighs';
export const embedTab = 'Tab';
export const embedTheme = 'Theme';
export const embedThemeDark = 'Dark';
export const embedThemeLight = 'Light';
export const embedThemeSystem = 'As the system';

export const placeBack = 'Back';
export const placeBackWhere = 'to the playground';
export const placeProblem = 'This part of the page could not be loaded.';

export const shareApp = 'Another app';
export const shareAppButton = 'Send…';
export const shareAppRefused = 'The link could not be handed on. Copy it instead.';
export const shareFrameMore = 'Choose how it looks';
