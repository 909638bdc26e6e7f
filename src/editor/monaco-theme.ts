// Monaco's colours, read from the page's own tokens: a change of theme needs no second list.
import * as monaco from 'monaco-editor/editor';
import type { TokenKind } from '../language/tokens.ts';

export const themeName = 'sigma';
const tokenKinds: readonly TokenKind[] = [
  'key',
  'string',
  'number',
  'keyword',
  'comment',
  'delimiter',
  'modifier',
  'tag',
  'text',
];

/** Monaco's name → ours, and what to take when the page does not say. */
const colours: Readonly<Record<string, string>> = {
  'editor.background': 'var(--surface-raised, Canvas)',
  'editor.foreground': 'var(--token-text)',
  'editorLineNumber.foreground': 'var(--line-number)',
  'editorLineNumber.activeForeground': 'var(--line-number)',
  'editorLineNumber.dimmedForeground': 'var(--line-number)',
  'editorCursor.foreground': 'var(--token-text)',
  'editor.selectionBackground': 'color-mix(in srgb, var(--accent, #3451c6) 28%, transparent)',
  'editor.inactiveSelectionBackground': 'color-mix(in srgb, var(--accent, #3451c6) 16%, transparent)',
  'editorError.foreground': 'var(--error, #9c3607)',
  'editorWarning.foreground': 'var(--unknown, #7a4f00)',
  'editorInfo.foreground': 'var(--accent, #3451c6)',
  'editorHint.foreground': 'var(--accent, #3451c6)',
  'editorWidget.background': 'var(--surface-raised, Canvas)',
  'editorWidget.foreground': 'var(--token-text)',
  'editorWidget.border': 'var(--border-strong, GrayText)',
  'editorHoverWidget.background': 'var(--surface-raised, Canvas)',
  'editorHoverWidget.border': 'var(--border-strong, GrayText)',
  'editorHoverWidget.statusBarBackground': 'var(--surface, Canvas)',
  'editorBracketMatch.background': 'var(--hover-bg, #dfe8ff)',
  'editorBracketMatch.border': 'var(--border-strong, GrayText)',
  'editor.foldBackground': 'var(--hover-bg, #dfe8ff)',
  'textLink.foreground': 'var(--accent, #3451c6)',
  'textLink.activeForeground': 'var(--accent-hover, #273fa5)',
  focusBorder: 'var(--focus, #3451c6)',
  'scrollbarSlider.background': 'color-mix(in srgb, var(--border-strong, #868f9c) 45%, transparent)',
  'scrollbarSlider.hoverBackground': 'color-mix(in srgb, var(--border-strong, #868f9c) 70%, transparent)',
  'scrollbarSlider.activeBackground': 'var(--border-strong, #868f9c)',
  'scrollbar.shadow': '#00000000',
  'quickInput.background': 'var(--surface-raised, Canvas)',
  'menu.background': 'var(--surface-raised, Canvas)',
  'menu.foreground': 'var(--token-text)',
  'menu.selectionBackground': 'var(--accent-bg, #e9eefc)',
  'menu.selectionForeground': 'var(--token-text)',
  'input.background': 'var(--surface, Canvas)',
  'input.foreground': 'var(--token-text)',
  'input.border': 'var(--border-strong, GrayText)',
};

let shown = '';

/** `element` is inside an editor's wrapper, where the tokens have their values, forced colours included. */
export function applyTheme(element: Element): void {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.setProperty('forced-color-adjust', 'none');
  element.append(probe);
  const read = hexReader(probe);
  const rules = tokenKinds.map((token) => ({
    token,
    foreground: read(`var(--token-${token})`).slice(1, 7),
  }));
  const colors = Object.fromEntries(Object.entries(colours).map(([id, value]) => [id, read(value)]));
  probe.remove();
  const dark = isDark(colors['editor.background'] ?? '#ffffff');
  const forced = matchMedia('(forced-colors: active)').matches;
  const base = forced ? (dark ? 'hc-black' : 'hc-light') : dark ? 'vs-dark' : 'vs';
  const theme = { base, inherit: true, rules, colors } as const;
  const signature = JSON.stringify(theme);
  if (signature !== shown) {
    shown = signature;
    monaco.editor.defineTheme(themeName, { ...theme, rules: [...rules] });
    monaco.editor.setTheme(themeName);
  }
}

/** Any CSS colour, as a browser paints it, in the form that Monaco reads. */
function hexReader(probe: HTMLElement): (colour: string) => string {
  const style = getComputedStyle(probe);
  let canvas: CanvasRenderingContext2D | null | undefined;
  return (colour) => {
    probe.style.color = colour;
    const simple = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(style.color);
    if (simple) return toHex([...simple.slice(1).map(Number), 255]);
    canvas ??= onePixel();
    if (!canvas) return '#808080ff';
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = style.color;
    canvas.fillRect(0, 0, 1, 1);
    return toHex([...canvas.getImageData(0, 0, 1, 1).data]);
  };
}

function onePixel(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  return canvas.getContext('2d', { willReadFrequently: true });
}

function toHex(bytes: readonly number[]): string {
  return '#' + bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isDark(hex: string): boolean {
  const [red = 255, green = 255, blue = 255] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}
