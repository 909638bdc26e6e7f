// Courses that were opened, kept on this machine until they are removed: as the text of their files, which is read anew,
// with the same care, each time. Nothing here throws; where the browser refuses, a course lasts as long as the page.
import { toCourseFile, openCourse } from './course-file.ts';
import type { Course } from './course-file.ts';
import { toDigest } from './lesson-id.ts';

export interface KeptCourse {
  /** By what it holds: the same course opened again is the same. */
  readonly id: string;
  readonly course: Course;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

export interface CourseStore {
  /** The course that was opened last comes first. */
  list(): Promise<readonly KeptCourse[]>;
  /** `isKept`: false where the browser refuses, or has no room. */
  put(course: Course): Promise<{ readonly id: string; readonly isKept: boolean }>;
  remove(id: string): Promise<void>;
}

interface Row {
  readonly id: string;
  readonly text: string;
  readonly openedAt: number;
}

const [databaseName, storeName] = ['sigma-playground-courses', 'courses'];

export function courseStore(factory: () => IDBFactory = () => indexedDB): CourseStore {
  const inMemory = new Map<string, Row>();

  async function use<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const opening = factory().open(databaseName, 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore(storeName, { keyPath: 'id' });
    const database = await answerOf(opening);
    try {
      const transaction = database.transaction(storeName, mode);
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
      });
      const value = await answerOf(ask(transaction.objectStore(storeName)));
      await done;
      return value;
    } finally {
      database.close();
    }
  }

  return {
    async list() {
      const ask = (store: IDBObjectStore) => store.getAll() as IDBRequest<unknown[]>;
      const kept: readonly unknown[] = await use('readonly', ask).catch(() => []);
      const rows = [...kept.filter(isRow), ...inMemory.values()];
      return rows
        .sort((a, b) => b.openedAt - a.openedAt)
        .flatMap(({ id, text, openedAt }): KeptCourse[] => {
          const opened = openCourse(text);
          return opened.ok ? [{ id, course: opened.course, openedAt }] : [];
        });
    },
    async put(course) {
      const { text } = toCourseFile(
        course.title,
        course.lessons.map(({ lesson }) => lesson),
      );
      const row: Row = { id: toDigest(text), text, openedAt: Date.now() };
      const isKept = await use('readwrite', (store) => store.put(row)).then(
        () => true,
        () => false,
      );
      if (!isKept) inMemory.set(row.id, row);
      return { id: row.id, isKept };
    },
    async remove(id) {
      inMemory.delete(id);
      await use('readwrite', (store) => store.delete(id)).catch(() => undefined);
    },
  };
}

let shared: CourseStore | undefined;

/** One for the page. */
export function getCourses(): CourseStore {
  shared ??= courseStore();
  return shared;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('refused'));
    if ('onblocked' in request) request.onblocked = () => reject(new Error('blocked'));
  });
}

function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false;
  const { id, text, openedAt } = value as Partial<Record<keyof Row, unknown>>;
  return typeof id === 'string' && typeof text === 'string' && typeof openedAt === 'number';
}
