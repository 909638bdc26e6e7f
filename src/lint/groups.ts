import type { CompiledItem, CompiledSearch } from '../sigma/index.ts';

export type Group = Extract<CompiledSearch, { readonly children: unknown }>;

/** All mappings and lists below. */
export function groupsOf(searches: readonly CompiledSearch[]): Group[] {
  return searches.flatMap((search) =>
    search.type === 'all_of' || search.type === 'any_of' ? [search, ...groupsOf(search.children)] : [],
  );
}

/** All detection items in it. */
export function itemsIn(search: CompiledSearch): CompiledItem[] {
  return search.type === 'item' ? [search] : 'children' in search ? search.children.flatMap(itemsIn) : [];
}
