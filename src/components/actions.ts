// What the page does on a key or a click, once all of it is there.
import type { Shortcut } from '../editor/shortcuts.ts';
import { shortcutOf } from '../editor/shortcuts.ts';
import { loadCodeNotes } from '../sigma/index.ts';
import type { Fix } from '../sigma/index.ts';
import type { Pane } from '../state/answer.ts';
import type { Work } from '../share/work-link.ts';
import type { Embed, ResultTab } from '../state/embed.ts';
import { formatText } from '../state/format-text.ts';
import type { Notices } from '../state/notices.svelte.ts';
import type { Playground } from '../state/playground.svelte.ts';
import type { Session } from '../state/session.svelte.ts';
import { ValuePick } from '../state/value-pick.svelte.ts';
import { scanInbox } from '../state/scan-inbox.svelte.ts';
import type { PaletteMode, Shell } from '../state/shell.svelte.ts';
import * as texts from '../texts/en.ts';
import type { Problem } from '../view/problems.ts';
import type { Reading } from '../view/reading.svelte.ts';
import type { Row } from '../view/row.ts';
import { toShort } from '../view/visible.ts';
import type { OpenedRule } from '../worker/reference/protocol.ts';
import type { LanguageDesk } from './palette/language-desk.ts';
import type { PlaceDoor } from './places/place-door.svelte.ts';

interface ActionParts {
  readonly playground: Playground;
  readonly session: Session;
  readonly notices: Notices;
  readonly shell: Shell;
  readonly reading: Reading;
  readonly door: PlaceDoor | null;
  readonly focusPane: (pane: Pane) => void;
}

type RestParts = Pick<ActionParts, 'playground' | 'session' | 'notices'>;

export type Actions = ReturnType<typeof createActions>;

/** Loads what clicks will ask for: later nothing is to be requested. Then the page is kept on this machine. */
export async function loadTheRest(
  { playground, session, notices }: RestParts,
  embed: Embed,
): Promise<typeof import('./assist/assist.ts') | null> {
  const assist = import('./assist/assist.ts').catch(() => null);
  // Another page's frame is not ours to keep, and what is being developed changes.
  const offline = embed.on || !import.meta.env.PROD ? null : import('../offline/client.ts');
  const asked = [
    loadShare(),
    loadHelp(),
    loadPalette(),
    loadPlaceholders(),
    loadCodeNotes(),
    import('./page/RulePagePanel.svelte'),
    import('./pipeline/PipelinePanel.svelte'),
    import('./collection/collection.ts'),
    playground.ask('preview', []),
    ...(embed.on ? [] : [loadHistory(playground, session)]),
    offline,
  ];
  await Promise.allSettled(asked);
  void offline
    ?.then(({ startOffline }) =>
      startOffline({ notices, save: () => session.flush(), reload: () => location.reload() }),
    )
    .catch(() => {});
  return assist;
}

/** Loads the panel in which placeholders get their values. */
export function loadPlaceholders(): Promise<typeof import('./placeholders/placeholders.ts')> {
  return import('./placeholders/placeholders.ts');
}

/** Loads all that begins with a word: see `palette.ts`. */
export function loadPalette(): Promise<typeof import('./palette/palette.ts')> {
  return import('./palette/palette.ts');
}

const loadHelp = () => import('../lessons/reference/editor-help.ts');

/** Loads what sharing takes. */
export function loadShare(): Promise<typeof import('./share/share.ts')> {
  return import('./share/share.ts');
}

let history: ReturnType<typeof startHistory> | null = null;

async function startHistory(playground: Playground, session: Session) {
  const { HistoryDialog, startHistory } = await import('./history/history.ts');
  return { HistoryDialog, history: startHistory(playground, session) };
}

/** Loads the history, which then notes down what the user does. The page has one. */
export function loadHistory(playground: Playground, session: Session): ReturnType<typeof startHistory> {
  const asked = (history ??= startHistory(playground, session));
  asked.catch(() => (history = null));
  return asked;
}

export function createActions(parts: ActionParts) {
  const { playground, session, notices, shell, reading, door, focusPane } = parts;

  function pickRow(row: Row, reveal: readonly Pane[] = ['rule', 'events']): void {
    playground.selectRow(reading.aim(row), reveal);
  }

  const pick = new ValuePick(playground, notices);

  function followCursor(side: Pane, offset: number, anchor: number): void {
    pick.moveTo(side, offset, anchor);
    if (side === 'rule') playground.selectDocumentAt(offset);
    const row = reading.rowAt(side, offset);
    if (row) pickRow(row, [side === 'rule' ? 'events' : 'rule']);
  }

  function goToProblem({ side, range }: Problem): void {
    playground.reveal(side, range, true);
    if (shell.narrow) shell.segment = side;
  }

  function fix(edit: Fix, side: Pane): void {
    if (!playground.applyFix(edit, side)) notices.show(texts.actionTooLate);
  }

  function nextFailing(): void {
    const row = reading.nextFailing;
    if (!row) {
      notices.show(texts.actionNoMiss, { topic: 'failing' });
      return;
    }
    pickRow(row);
    shell.tab = 'explain';
  }

  function showTab(tab: ResultTab): void {
    shell.tab = tab;
    shell.segment = 'why';
    requestAnimationFrame(() => document.getElementById(`tab-${tab}`)?.focus());
  }

  scanInbox.onPut = () => showTab('scan');

  function showPane(pane: Pane): void {
    shell.segment = pane;
    requestAnimationFrame(() => focusPane(pane));
  }

  /** A key or a password leaves unseen by no key: the dialog shows it, and what can take its place. */
  async function share(): Promise<void> {
    const { holdsSecret } = await loadShare();
    if (await holdsSecret(session)) shell.dialog = 'share';
    else await session.copyLink();
  }

  async function openHistory(): Promise<void> {
    try {
      await loadHistory(playground, session);
      shell.dialog = 'history';
    } catch {
      notices.show(texts.historyProblem, { tone: 'warning', topic: 'history' });
    }
  }

  function openFromCatalog(rule: OpenedRule, event?: number): void {
    door?.leave(false);
    session.openRule({ ...rule, title: toShort(rule.entry.title, 80) }, event);
    if (event !== undefined) showTab('explain');
    else if (shell.narrow) shell.segment = 'rule';
    else showPane('rule');
  }

  /** The article about the word at a place of the rule, or all of them. */
  async function learn(into: PlaceDoor, offset: number | null): Promise<void> {
    const help = await loadHelp().catch(() => null);
    const place = offset === null ? null : help?.topicAt(playground.ruleText, offset);
    into.go({ id: 'learn', topic: place?.topic ?? '' });
  }

  /** Over what is there, which Undo brings back. */
  function openExample(work: Work, message: string): void {
    door?.leave(false);
    session.openWork(work, message);
    showTab('explain');
  }

  function format(pane: Pane): void {
    if (!shell.embed.readonly) void formatText(pane, { playground, notices });
  }

  let desk: Promise<LanguageDesk | null> | null = null;

  function getDesk(): Promise<LanguageDesk | null> {
    return (desk ??= loadPalette().then(
      ({ LanguageDesk }) => new LanguageDesk({ playground, notices, show: (pane) => (shell.segment = pane) }),
      () => (desk = null),
    ));
  }

  function openPalette(mode: PaletteMode, pane?: Pane): void {
    void loadPalette()
      .then(({ noteFocus }) => {
        if (pane) noteFocus(pane);
        shell.palette = mode;
        shell.dialog = 'palette';
      })
      .catch(() => notices.show(texts.languageLate));
  }

  /** `pane`: where the key was pressed. */
  function take(shortcut: Shortcut, pane?: Pane): boolean {
    switch (shortcut) {
      case 'share':
        void share();
        return true;
      case 'run':
        if (actions.onCheck) actions.onCheck();
        else playground.evaluateNow();
        return true;
      case 'next_miss':
        nextFailing();
        return true;
      case 'focus_rule':
        showPane('rule');
        return true;
      case 'focus_events':
        showPane('events');
        return true;
      case 'focus_why':
        showTab('explain');
        return true;
      case 'focus_tests':
        showTab('tests');
        return true;
      case 'history':
        if (shell.embed.on) return false;
        void openHistory();
        return true;
      case 'add_to_rule':
        if (pane !== 'events') return false;
        pick.summon();
        return true;
      case 'learn':
        if (!door || pane === 'events') return false;
        void learn(door, pane === 'rule' ? pick.ruleCursor : null);
        return true;
      case 'palette':
        openPalette('commands', pane);
        return true;
      case 'rename':
        if (pane !== 'rule' || shell.embed.readonly) return false;
        openPalette('rename');
        return true;
      case 'references':
        if (pane !== 'rule') return false;
        openPalette('references');
        return true;
      case 'definition':
        if (pane !== 'rule') return false;
        void getDesk().then((it) => it?.goToDefinition());
        return true;
      case 'copy_path':
        if (pane !== 'events') return false;
        void getDesk().then((it) => it?.copyPath());
        return true;
      case 'format':
        if (pane !== 'events') format('rule');
        if (pane !== 'rule') format('events');
        return true;
      default:
        return false;
    }
  }

  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || shell.dialog !== null) return;
    const pressed = shortcutOf(event);
    // Outside of the editors the browser's own key stays the browser's.
    const shortcut = pressed === 'palette' && event.key !== 'F1' ? null : pressed;
    if (
      shortcut &&
      shortcut !== 'share' &&
      shortcut !== 'history' &&
      shortcut !== 'learn' &&
      shortcut !== 'palette'
    )
      door?.leave(false);
    if (shortcut && take(shortcut)) event.preventDefault();
    else if (event.key === '?' && !isTyping(event.target)) {
      event.preventDefault();
      shell.dialog = 'keys';
    }
  }

  const actions = {
    showTab,
    openExample,
    pick,
    pickRow,
    followCursor,
    goToProblem,
    fix,
    openFromCatalog,
    openHistory,
    openPalette,
    getDesk,
    take,
    press,
    /** Takes the place of an evaluation at once, while a lesson is open. */
    onCheck: null as (() => void) | null,
  };
  return actions;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('textarea, input, [contenteditable], .monaco') !== null
  );
}
