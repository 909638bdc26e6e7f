import type { OptionsReader } from './options-reader.ts';
import type { Transform } from './pipeline.ts';

/** Reads what a transformation of one type needs; null where it is not there, and the diagnostics say so. */
export type TransformationRow = (options: OptionsReader) => Transform | null;
export type TransformationRows = Readonly<Record<string, TransformationRow>>;
