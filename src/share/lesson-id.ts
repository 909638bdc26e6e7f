import type { Lesson } from '../lessons/lesson.ts';
import { toLessonPayload } from './lesson-payload.ts';

/** By what a lesson holds: the same from a link, a file or a course, so that progress is found again. */
export function toLessonId(lesson: Lesson): string {
  return `x-${toDigest(JSON.stringify(toLessonPayload(lesson)))}`;
}

export const isSharedId = (id: string): boolean => /^x-[0-9a-f]{16}$/.test(id);

/** Sixteen digits that tell texts apart. Not for secrets: who wants two texts alike can make them. */
export function toDigest(text: string): string {
  return [0, 0x9e3779b9].map((seed) => hash(text, seed).toString(16).padStart(8, '0')).join('');
}

/** FNV-1a, stirred at the end. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
