import type { Shapes } from './unwrap.ts';

/** The shapes that few texts have: a part of its own. */
export async function loadShapes(): Promise<Shapes> {
  return (await import('./shapes/shapes.ts')).shapes;
}
