// What AWS's models say of the values that a rule compares.
import { partOf } from '../../coverage/cloudtrail-fields.ts';
import type { ValueShape } from '../../knowledge/aws/types.ts';
import type { CloudTrailSubject, FieldItem } from './subject.ts';

/** What the models say of the field, on every operation on which it counts; empty where one of them says nothing. */
export function shapesOf(subject: CloudTrailSubject, { item, field }: FieldItem): readonly ValueShape[] {
  const asked = partOf(field);
  if (!asked) return [];
  const shapes = subject
    .openOn(item)
    .map(({ pair }) => subject.serviceOf(pair)?.valueAt(asked.part, pair.eventName, asked.path) ?? null);
  return shapes.every((shape) => shape !== null) ? shapes : [];
}

export const areAll = (shapes: readonly ValueShape[], type: ValueShape['type']): boolean =>
  shapes.length > 0 && shapes.every((shape) => shape.type === type);
