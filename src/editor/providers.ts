// What Monaco shows of the language service: hovers, folds, hints at the ends of lines, and its own commands as data.
// Loaded when the page has come to rest, where Monaco is.
import * as monaco from 'monaco-editor/editor';
import type { Hover, HoverPart } from '../language/hover.ts';
import { foldsOf } from '../language/rule/folding.ts';
import { placeOf, toFragment } from '../state/places.ts';
import * as texts from '../texts/en.ts';
import { escapeWords } from './monaco-marks.ts';
import { rangeIn } from './monaco-model.ts';
import type { Surface } from './surface.ts';

export interface HoverSource {
  /** Of the text of a model; null where there is nothing to say. */
  hover(language: 'yaml' | 'json', text: string, offset: number): Promise<Hover | null>;
}

export interface EditorHint {
  readonly offset: number;
  readonly text: string;
  readonly kind: 'match' | 'miss' | 'unknown';
}

export interface EditorCommand {
  readonly id: string;
  readonly label: string;
  run(): void;
}

let source: HoverSource | null = null;
let ready = false;

/** The last one given is asked. */
export function provideLanguage(given: HoverSource): void {
  source = given;
  if (ready) return;
  ready = true;
  for (const language of ['yaml', 'json'] as const)
    monaco.languages.registerHoverProvider(language, {
      async provideHover(model, position) {
        const found = await source?.hover(language, model.getValue(), model.getOffsetAt(position));
        if (!found || model.isDisposed()) return null;
        return {
          range: rangeIn(model, found.range),
          contents: [{ value: toMarkdown(found), isTrusted: false, supportHtml: false }],
        };
      },
    });
  monaco.languages.registerFoldingRangeProvider('yaml', {
    provideFoldingRanges: (model) =>
      foldsOf(model.getValue()).map(({ range, kind }) => ({
        start: model.getPositionAt(range.start).lineNumber,
        end: model.getPositionAt(range.end).lineNumber,
        ...(kind === 'comment' ? { kind: monaco.languages.FoldingRangeKind.Comment } : {}),
      })),
  });
  for (const editor of monaco.editor.getEditors()) editor.updateOptions({ foldingStrategy: 'auto' });
  monaco.editor.registerLinkOpener({
    open(resource) {
      const url = new URL(resource.toString(true));
      if (!placeOf(url.hash) || withoutFragment(url.href) !== withoutFragment(location.href)) return false;
      location.hash = url.hash;
      return true;
    },
  });
}

/** Only what the reference is called by is a link: no word of a rule or an event becomes markup. */
function toMarkdown({ title, parts, topic }: Hover): string {
  const blocks = [...(title === '' ? [] : [`**${escapeWords(title)}**`]), ...parts.map(toBlock)];
  if (topic !== '') blocks.push(`[${texts.editorLearnMore}](${addressOf(topic)})`);
  return blocks.join('\n\n');
}

function toBlock(part: HoverPart): string {
  if (part.type === 'list') return part.items.map((item) => `- ${escapeWords(item)}`).join('\n');
  if (part.type === 'code')
    return escapeWords(part.text.replace(/^ +/gm, (spaces) => '\u00a0'.repeat(spaces.length)));
  return part.text
    .split('`')
    .map((piece, at) =>
      at % 2 === 1 && !/[\n]/.test(piece) && piece !== '' ? `\`${piece}\`` : escapeWords(piece),
    )
    .join('');
}

/** Of the whole page: in a frame of another one there is no reference. */
function addressOf(topic: string): string {
  const url = new URL(location.href);
  if (url.searchParams.has('embed')) url.search = '';
  url.hash = toFragment({ id: 'learn', topic });
  return url.href;
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '');
}

/** The editor behind a surface; undefined for a plain one. */
function editorOf({ input }: Surface): monaco.editor.ICodeEditor | undefined {
  return monaco.editor
    .getEditors()
    .find((editor) => input !== null && editor.getContainerDomNode().contains(input));
}

const shown = new WeakMap<monaco.editor.ICodeEditor, monaco.editor.IEditorDecorationsCollection>();

export function showHints(surface: Surface, hints: readonly EditorHint[]): void {
  const editor = editorOf(surface);
  const model = editor?.getModel();
  if (!editor || !model) return;
  const decorations = shown.get(editor) ?? editor.createDecorationsCollection();
  shown.set(editor, decorations);
  decorations.set(
    hints.map(({ offset, text, kind }) => ({
      range: rangeIn(model, { start: offset, end: offset }),
      options: {
        description: 'sigma-hint',
        showIfCollapsed: true,
        after: {
          content: `\u00a0\u00a0${text}`,
          inlineClassName: `line-hint hint-${kind}`,
          cursorStops: monaco.editor.InjectedTextCursorStops.None,
        },
      },
    })),
  );
}

/** What can be done with the editor's own commands now. */
export function commandsOf(surface: Surface): readonly EditorCommand[] {
  const editor = editorOf(surface);
  if (!editor) return [];
  const actions = (editor as monaco.editor.IStandaloneCodeEditor).getSupportedActions();
  return actions
    .filter(({ id, label }) => label !== '' && !id.startsWith('sigma.'))
    .map((action) => ({
      id: action.id,
      label: action.label,
      run: () => {
        surface.focus();
        void action.run();
      },
    }));
}

/** Selects a stretch, so that what is typed takes its place. */
export function selectIn(surface: Surface, start: number, end: number): void {
  const editor = editorOf(surface);
  const model = editor?.getModel();
  if (editor && model) editor.setSelection(rangeIn(model, { start, end }));
}
