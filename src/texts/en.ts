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

export const historyAbout =
  'What you write is noted down when you pause, and before something else is opened. It stays in this browser.';
export const historyAgo = '{age} ago';
export const historyBefore = 'Left for: {what}';
export const historyButton = 'History';
export const historyButtonTitle = 'History of your work (Alt+H)';
export const historyCancel = 'Cancel';
export const historyDamaged = 'Some entries cannot be read any more and are left out.';
export const historyDelete = 'Delete';
export const historyDeleteAll = 'Delete all';
export const historyDeleteAllSure = 'Delete {entries} for good?';
export const historyDeleteAllYes = 'Delete all of it';
export const historyDeleted = 'Deleted.';
export const historyDiffAbout = 'What has changed from this state to what is in the editors now:';
export const historyEmptied = 'The history is empty now.';
export const historyEmpty = 'There is nothing yet: it begins with your first edit.';
export const historyEntryLost = 'The texts of this entry cannot be read any more.';
export const historyEvents = 'events';
export const historyEventsHeading = 'Events';
export const historyExport = 'Export all';
export const historyExported = 'Exported {entries}.';
export const historyFull = 'The browser has no room for more history. Your work itself is not touched.';
export const historyGap = '{lines} that did not change';
export const historyImport = 'Import';
export const historyImportFile = 'History file';
export const historyImportNewer = 'This file was made by a newer version of the playground.';
export const historyImportUnreadable = 'The file could not be read.';
export const historyImportWrong =
  'This is not a file that “Export all” made, or it was cut off. Nothing was changed.';
export const historyImported =
  'Imported: {added}. Already there: {known}. Left out, too old or broken: {left}.';
export const historyJustNow = 'just now';
export const historyKey = 'History of your work';
export const historyLineNow = 'now:';
export const historyLineThen = 'then:';
export const historyList = 'Earlier states';
export const historyMoreRows = '{n} more rows are not shown.';
export const historyName = 'Name';
export const historyNameKeep = 'Keep the name';
export const historyNameLabel = 'Name of this state';
export const historyNamePlaceholder = 'A name, so that it stays';
export const historyNoRoom = 'There is no room for more named states: delete one first.';
export const historyNotKept =
  'The browser refuses to keep a history on this machine: it lasts until the page is closed. Export it to keep it.';
export const historyNowLabel = 'Save what is in the editors';
export const historyProblem = 'The history could not be loaded.';
export const historyRefused = 'The browser refused to change the history. Your work itself is not touched.';
export const historyRename = 'Rename';
export const historyRestore = 'Restore';
export const historyRestored = 'Restored “{title}”.';
export const historyRule = 'rule';
export const historyRuleHeading = 'Rule';
export const historySame = 'No difference.';
export const historySave = 'Save';
export const historySaved = 'Saved.';
export const historyTitle = 'History';
export const historyTooLarge = 'This work is too large for the history: share it as a file to keep it.';
export const historyUnreadable = 'The history cannot be read.';
export const historyUntitled = 'Without a title';

export const offlineMissingPart =
  'A part of the page could not be loaded: the site may have a newer version, or there is no network.';
export const offlineNewVersion = 'New version: this page goes on as it is until you reload it.';
export const offlineReload = 'Reload';
export const offlineReloadUnsaved = 'Reload all the same';
export const offlineUnsaved = 'Reloading would lose it.';

export const placeBack = 'Back';
export const placeBackWhere = 'to the playground';
export const placeProblem = 'This part of the page could not be loaded.';

export const shareFrameMore = 'Choose how it looks';
