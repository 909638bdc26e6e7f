// Everything that can be done on the page, as a list: its own commands, those of the rule and the events, and those of
// the editor that was used last.
import type { EditorCommand } from '../../editor/providers.ts';
import { actionsAt } from '../../language/actions.ts';
import { snippets } from '../../language/rule/snippets.ts';
import { rankOf } from '../../language/rule/completion/rank.ts';
import type { Diagnostic } from '../../sigma/index.ts';
import type { Pane } from '../../state/answer.ts';
import type { PlaceId } from '../../state/places.ts';
import type { Settings, Theme } from '../../state/settings.svelte.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { Shell } from '../../state/shell.svelte.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { toShort } from '../../view/visible.ts';
import { caretOf } from '../assist/surfaces.ts';
import type { Actions } from '../actions.ts';
import type { PlaceDoor } from '../places/place-door.svelte.ts';
import type { LanguageDesk } from './language-desk.ts';
import { lineHints } from './line-hints.svelte.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** What does the same; empty where no key does. */
  readonly keys: string;
  run(): void;
}

export interface CommandParts {
  readonly playground: Playground;
  readonly shell: Shell;
  readonly settings: Settings;
  readonly actions: Actions;
  readonly door: PlaceDoor | null;
  readonly desk: LanguageDesk;
  readonly problems: Readonly<Record<Pane, readonly Diagnostic[]>>;
  /** Of the editor that was used last. */
  readonly editor: readonly EditorCommand[];
}

const places: readonly (readonly [PlaceId, string])[] = [
  ['catalog', texts.topCatalog],
  ['gallery', texts.galleryHeading],
  ['learn', texts.learnHeading],
  ['lessons', texts.learnLessons],
  ['author', texts.authorMake],
  ['embed', texts.embedPlace],
];
const themes: readonly (readonly [Theme, string])[] = [
  ['system', texts.topThemeSystem],
  ['light', texts.topThemeLight],
  ['dark', texts.topThemeDark],
];

export function listCommands(parts: CommandParts): readonly Command[] {
  const { playground, shell, settings, actions, door, desk, problems, editor } = parts;
  const { readonly, on: isEmbedded } = shell.embed;
  const rule = (id: string, label: string, run: () => void, keys = ''): Command => ({
    id,
    label,
    group: texts.paletteGroupRule,
    keys,
    run,
  });
  const events = (id: string, label: string, run: () => void, keys = ''): Command => ({
    id,
    label,
    group: texts.paletteGroupEvents,
    keys,
    run,
  });
  const page = (id: string, label: string, run: () => void, keys = ''): Command => ({
    id,
    label,
    group: texts.paletteGroupPage,
    keys,
    run,
  });
  const fixes = (['rule', 'events'] as const).flatMap((side) => {
    const at = caretOf(side);
    const text = side === 'rule' ? playground.ruleText : playground.eventsText;
    return actionsAt(problems[side], text, { start: at, end: at }).map(({ fix }, nth) =>
      (side === 'rule' ? rule : events)(
        `fix-${side}-${nth}`,
        fill(texts.paletteFix, { title: toShort(fix.title, 100) }),
        () => actions.fix(fix, side),
        'Ctrl .',
      ),
    );
  });
  const writes = [
    ...fixes,
    rule('rename', texts.paletteRename, () => actions.take('rename', 'rule'), 'F2'),
    rule('format-rule', texts.paletteFormatRule, () => actions.take('format', 'rule'), 'Shift Alt F'),
    rule('new-id', texts.paletteNewId, () => void desk.newId()),
    ...snippets.map(({ id, label }) =>
      rule(`snippet-${id}`, fill(texts.paletteSnippet, { snippet: label }), () => void desk.insert(id)),
    ),
    events('add', texts.keysAskForValue, () => actions.take('add_to_rule', 'events'), 'Alt Enter'),
    events('format-events', texts.paletteFormatEvents, () => actions.take('format', 'events'), 'Shift Alt F'),
  ];
  const looks = [
    rule('definition', texts.paletteDefinition, () => actions.take('definition', 'rule'), 'F12'),
    rule('references', texts.paletteReferences, () => actions.take('references', 'rule'), 'Shift F12'),
    rule('outline', texts.paletteOutline, () => actions.openPalette('outline')),
    rule('about', texts.paletteAbout, () => actions.openPalette('about')),
    rule('hints', lineHints.on ? texts.paletteHintsOff : texts.paletteHintsOn, () => lineHints.toggle()),
    events('copy-path', texts.paletteCopyPath, () => actions.take('copy_path', 'events'), 'Shift Alt C'),
  ];
  const onPage = [
    page('run', texts.keysEvaluate, () => actions.take('run'), 'Ctrl Enter'),
    page('next-miss', texts.keysNextMiss, () => actions.take('next_miss'), 'F8'),
    page('go-rule', texts.keysGoToRule, () => actions.take('focus_rule'), 'Alt 1'),
    page('go-events', texts.keysGoToEvents, () => actions.take('focus_events'), 'Alt 2'),
    page('go-why', texts.keysGoToExplanation, () => actions.take('focus_why'), 'Alt 3'),
    page('go-tests', texts.keysGoToTests, () => actions.take('focus_tests'), 'Alt 4'),
    page('share', texts.keysCopyLink, () => actions.take('share'), 'Ctrl S'),
    ...(isEmbedded
      ? []
      : [
          page('history', texts.historyKey, () => actions.take('history'), 'Alt H'),
          page('keys', texts.keysTitle, () => (shell.dialog = 'keys'), '?'),
          ...places.map(([id, name]) =>
            page(`place-${id}`, fill(texts.paletteOpen, { place: name }), () => door?.go({ id, topic: '' })),
          ),
          ...themes.map(([id, name]) =>
            page(`theme-${id}`, `${texts.topTheme}: ${name}`, () => settings.setTheme(id)),
          ),
        ]),
  ];
  const own = editor.map(({ id, label, run }): Command => ({
    id,
    label,
    group: texts.paletteGroupEditor,
    keys: '',
    run,
  }));
  return [...(readonly ? [] : writes), ...looks, ...onPage, ...own];
}

/** Those that have all of the words, the best first. */
export function findCommands(commands: readonly Command[], asked: string): readonly Command[] {
  const words = asked.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands;
  return commands
    .flatMap((command, index) => {
      const ranks = words.map((word) => rankOf(`${command.label} ${command.group}`, word));
      const worst = Math.max(...ranks.map((rank) => rank ?? Infinity));
      // Letters that stand somewhere are not enough: the list is short.
      return worst > 2
        ? []
        : [{ command, index, rank: ranks.reduce<number>((sum, rank) => sum + (rank ?? 0), 0) }];
    })
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ command }) => command);
}
