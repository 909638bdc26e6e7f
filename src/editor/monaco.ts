// All of Monaco that the page uses, loaded as one chunk by a dynamic import: the only way in is `MonacoSurface`.
// Each feature named here is paid for in bytes; see the size check before adding one.
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/wordOperations/register';

export { MonacoSurface } from './monaco-surface.ts';
export type { MonacoSurfaceOptions } from './monaco-surface.ts';
