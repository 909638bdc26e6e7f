// Monaco, loaded as one chunk when the first verdict is on the screen.
import type { EditorProblem } from './marks.ts';
import type { Handover } from './plain-surface.ts';
import type { Surface, SurfaceEvents } from './surface.ts';
import type { EditorLanguage } from './tokens.ts';
export type MonacoSurfaceEvents = SurfaceEvents;
export interface MonacoSurfaceOptions {
  readonly language: EditorLanguage;
  readonly label: string;
  readonly text: string;
  readonly readonly: boolean;
  readonly theme: 'system' | 'light' | 'dark';
}
export abstract class MonacoSurfaceBase implements Surface {
  abstract readonly text: string;
  abstract setText(text: string): void;
  abstract setMarks(): void;
  abstract setProblems(problems: readonly EditorProblem[]): void;
  abstract setReadonly(readonly: boolean): void;
  abstract setLabel(label: string): void;
  abstract setTheme(): void;
  abstract hasFixAtCursor(): boolean;
  abstract reveal(): void;
  abstract focus(): void;
  abstract dispose(): void;
  abstract resume(handover: Handover): void;
}
export const MonacoSurface = null as unknown as new (
  host: HTMLElement,
  options: MonacoSurfaceOptions,
  events: MonacoSurfaceEvents,
) => MonacoSurfaceBase;
export type MonacoSurface = MonacoSurfaceBase;
