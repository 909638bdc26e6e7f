// What is known of the events that CloudTrail records: names, shapes, and how far they can be trusted.

/** `api`: a call of AWS's API; `console`: sign-in and console only; `service_event`: AWS itself did it. */
export type OperationKind = 'api' | 'console' | 'service_event';

export interface OperationFacts {
  /** In AWS's spelling: `ecs.amazonaws.com`. */
  readonly eventSource: string;
  /** As events have it, in AWS's spelling: `CreateFunction20150331`. */
  readonly name: string;
  /** As the API has it: `CreateFunction`. */
  readonly apiName: string;
  /** What records carry instead, where this is a name that only the API has: `CreateFunction20150331`. */
  readonly recordedAs?: string;
  /** Null where nobody says. */
  readonly access: 'read' | 'write' | null;
  /** Recorded only by trails that ask for data events. */
  readonly dataEvent: boolean;
  /** The shapes of its request and response are known. */
  readonly modelled: boolean;
  readonly kind: OperationKind;
}

/** The catalogue of event names. Look-ups ignore case, as Sigma does; hostile names are unknown names. */
export interface Operations {
  /** Every event source, sorted. */
  readonly sources: readonly string[];
  /** The event names of all sources, each once. */
  allNames(): readonly string[];
  /** Event names of a source, sorted; null for a source that is not known. */
  namesOf(eventSource: string): readonly string[] | null;
  /** Sources that have an event of this name, sorted; empty where none has. */
  sourcesOf(eventName: string): readonly string[];
  /** Null where the source has no such event, or is not known. */
  find(eventSource: string, eventName: string): OperationFacts | null;
}

/** `unknown`: there is no model, or it can't be trusted to be complete. */
export type Answer = 'yes' | 'no' | 'unknown';

export interface ValueShape {
  readonly type: 'string' | 'number' | 'boolean' | 'list' | 'object' | 'timestamp' | 'any';
  /** The values a string may have; empty where it is free. */
  readonly values: readonly string[];
}

/**
 * The shapes of one event source. Paths are Sigma's: dotted, arrays crossed without an index, below
 * `requestParameters` or `responseElements`; the comparison of keys heeds case, as Sigma's does.
 */
export interface Service {
  readonly eventSource: string;
  /** Where false, that the model lacks a path proves nothing: only of responses that are never recorded is `no` said. */
  readonly trusted: boolean;
  /** `no` is a proof: an event of this name never has a value there. */
  requestHas(eventName: string, path: string): Answer;
  /** `no` also for every path of a call that only reads, of which CloudTrail records no response. */
  responseHas(eventName: string, path: string): Answer;
  /** The path of the operation's request that was probably meant; null where none is near. */
  nearestPath(eventName: string, path: string): string | null;
  /** What the model has, shallow paths first; empty where it says nothing, or not by the names of records. */
  pathsOf(part: 'request' | 'response', eventName: string): readonly string[];
  /** What stands at a path; null where there is no such path, or it is not known. */
  valueAt(part: 'request' | 'response', eventName: string, path: string): ValueShape | null;
}

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

export interface SkeletonOptions {
  /**
   * What the record is to have, by dotted path from its top: `requestParameters.containerDefinitions.command`.
   * Arrays of the shape are made where a path crosses them, with one element. Without a value, a placeholder of the
   * right type stands there.
   */
  readonly set?: readonly { readonly path: string; readonly value?: JsonValue }[];
}
