// The course that lessons are collected into, kept on this machine as the file that it will be.
import type { Lesson } from '../../lessons/lesson.ts';
import { maxLessons, openCourse, toCourseFile } from '../../share/course-file.ts';
import type { WorkFile } from '../../share/forms.ts';
import type { DraftStore } from '../../share/draft-store.ts';
import { isObject, own } from '../../share/payload.ts';
import type { Notices } from '../notices.svelte.ts';

export class CourseDraft {
  readonly #store: DraftStore;
  readonly #notices: Pick<Notices, 'show'>;
  #title = $state('');
  #lessons = $state.raw<readonly Lesson[]>([]);

  constructor(store: DraftStore, notices: Pick<Notices, 'show'>) {
    this.#store = store;
    this.#notices = notices;
    const { value, problem } = store.load();
    const [title, file] = isObject(value) ? [own(value, 'title'), own(value, 'file')] : [];
    const opened = typeof file === 'string' ? openCourse(file) : null;
    if (typeof title === 'string') this.#title = title;
    if (opened?.ok) this.#lessons = opened.course.lessons.map(({ lesson }) => lesson);
    this.#tell(problem);
  }

  get title(): string {
    return this.#title;
  }
  get lessons(): readonly Lesson[] {
    return this.#lessons;
  }
  get isFull(): boolean {
    return this.#lessons.length >= maxLessons;
  }
  get file(): WorkFile {
    return toCourseFile(this.#title, this.#lessons);
  }

  setTitle(title: string): void {
    this.#set(title, this.#lessons);
  }

  /** A lesson of the same title is the earlier version of this one: it takes its place. */
  add(lesson: Lesson): 'added' | 'replaced' | 'full' {
    const at = this.#lessons.findIndex(({ title }) => title === lesson.title);
    if (at < 0 && this.isFull) return 'full';
    const lessons = at < 0 ? [...this.#lessons, lesson] : this.#lessons.with(at, lesson);
    this.#set(this.#title, lessons);
    return at < 0 ? 'added' : 'replaced';
  }

  /** Returns what it was before, to be brought back. */
  remove(at: number): readonly Lesson[] {
    const before = this.#lessons;
    this.#set(this.#title, before.toSpliced(at, 1));
    return before;
  }

  move(at: number, by: 1 | -1): void {
    const lesson = this.#lessons[at];
    if (!lesson || !this.#lessons[at + by]) return;
    this.#set(this.#title, this.#lessons.toSpliced(at, 1).toSpliced(at + by, 0, lesson));
  }

  /** Another course takes its place, or all lessons go. */
  replace(title: string, lessons: readonly Lesson[]): void {
    this.#set(title, lessons);
  }

  #set(title: string, lessons: readonly Lesson[]): void {
    this.#title = title;
    this.#lessons = lessons;
    const isEmpty = title === '' && lessons.length === 0;
    this.#tell(this.#store.save(isEmpty ? null : { title, file: toCourseFile(title, lessons).text }));
  }

  #tell(problem: string): void {
    if (problem !== '') this.#notices.show(problem, { tone: 'warning', stays: true, topic: 'draft' });
  }
}
