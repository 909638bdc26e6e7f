// Every text of the page, for translators: each once, by a name that begins with where it stands. `{name}` is filled in
// by `fill`. The build puts each text where it is used, so that no part of the page carries those of another. What the
// matcher and the linter say of a rule stands with their codes, in `src/sigma` and `src/lint`.

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

export const editorLearn = 'Learn About This';
export const editorLearnMore = 'Learn more';

export const galleryAll = 'All in the gallery';
export const galleryAbout = 'to open with one click';
export const galleryClose = 'Close the demonstration';
export const galleryCounting = 'Judging…';
export const galleryDemonstrations = 'Published rule, real event, and why it goes wrong';
export const galleryDemonstrationsAbout =
  'Each shows a defect that published rules have, on a rule and events of our own, and mends it with one click.';
export const galleryDone = 'Mended: every event is judged as it should be.';
export const galleryFires = 'Fires on {fires} of {all}';
export const galleryHeading = 'Gallery';
export const galleryKinds = 'Show';
export const galleryKindAll = 'All';
export const galleryKindDemonstrations = 'Demonstrations';
export const galleryKindRules = 'Rules';
export const galleryKindSamples = 'Samples';
export const galleryMore = 'All demonstrations';
export const galleryNone = 'Nothing in the gallery is like that.';
export const galleryProblem = 'The rules of the catalogue could not be loaded.';
export const galleryRight = '{right} of {all} judged as they should be';
export const galleryRules = 'Rules of the catalogue';
export const galleryRulesAbout = 'Each with events that fire, and near misses.';
export const gallerySamples = 'The first rule, and what it makes of ten events';
export const gallerySamplesAbout = 'One rule on a backdoored task definition, and the ways around it.';
export const gallerySearch = 'Search the gallery';
export const galleryShown = '{n} shown';
export const galleryWrong = 'Wrong on {wrong} of {all}';
export const galleryWhatMends = 'What mends it';

export const learnClear = 'Clear the search';
export const learnDiffers = 'Differs';
export const learnElsewhere = 'In other engines';
export const learnEvents = 'Events';
export const learnExample = 'Example';
export const learnFires = 'fires';
export const learnFound = '{n} of {all} topics';
export const learnHeading = 'Learn Sigma';
export const learnHere = 'Here:';
export const learnIntro =
  'What each part of a Sigma rule means, with examples that are judged as you read them. Where engines differ, it says how, and what the playground does.';
export const learnLinks = 'Specification';
export const learnMisses = 'does not fire';
export const learnNearest = 'Did you mean';
export const learnNone = 'No topic is like that.';
export const learnOpen = 'Open in the editors';
export const learnOpened = 'Opened the example of “{title}”.';
export const learnPinned = 'Pinned by {id} in the tests';
export const learnProblem = 'The matcher did not answer.';
export const learnRefused = 'rule error';
export const learnRule = 'Rule';
export const learnSearch = 'Search topics';
export const learnSee = 'See also';
export const learnTopics = 'Topics';
export const learnUndecided = 'cannot be decided';
export const learnUnknown = 'There is no topic “{topic}”.';
export const learnVerdictWait = '…';

export const placeBack = 'Back';
export const placeBackWhere = 'to the playground';
export const placeProblem = 'This part of the page could not be loaded.';

export const shareFrameMore = 'Choose how it looks';
