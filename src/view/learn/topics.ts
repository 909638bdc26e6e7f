// Which topics of the reference a search finds.
import type { Article } from '../../lessons/reference/article.ts';
import type { ArticleGroup } from '../../lessons/reference/index.ts';

export interface TopicGroup extends ArticleGroup {
  readonly topics: readonly Article[];
}

/** Every word must be in what an article says. Groups without a topic are left out. */
export function toTopicGroups(
  groups: readonly ArticleGroup[],
  articles: readonly Article[],
  query: string,
): readonly TopicGroup[] {
  const words = wordsOf(query);
  const found = articles.filter((article) => {
    const text = textOf(article);
    return words.every((word) => text.includes(word));
  });
  return groups
    .map((group) => ({ ...group, topics: found.filter((article) => article.group === group.id) }))
    .filter(({ topics }) => topics.length > 0);
}

/** The topic that is meant: by its name, else by the beginning of it, else the first that was found. */
export function toBestTopic(groups: readonly TopicGroup[], query: string): Article | undefined {
  const all = groups.flatMap(({ topics }) => topics);
  const wanted = query.trim().toLowerCase();
  const names = ({ id, title }: Article) => [id, title.toLowerCase()];
  return (
    all.find((article) => names(article).includes(wanted)) ??
    all.find((article) => names(article).some((name) => name.startsWith(wanted))) ??
    all.find(({ words = '' }) => words.split(' ').includes(wanted)) ??
    all[0]
  );
}

const wordsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

function textOf({ id, title, summary, text, words = '' }: Article): string {
  return [id, title, summary, text, words].join('\n').toLowerCase();
}
