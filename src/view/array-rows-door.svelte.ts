// The rows of arrays, once they are loaded: who reads this while rows are made, makes them again then.
type ArrayRows = typeof import('./array-rows.ts');

let loaded = $state.raw<ArrayRows | null>(null);
let asked: Promise<void> | null = null;

export function loadArrayRows(): Promise<void> {
  return (asked ??= import('./array-rows.ts').then(
    (rows) => void (loaded = rows),
    () => void (asked = null),
  ));
}

export function arrayRows(): ArrayRows | null {
  if (!loaded) void loadArrayRows();
  return loaded;
}
