/** Makes ids of titles, each once. */
export function createIds(standard: string): (title: string) => string {
  const taken = new Map<string, number>();
  return (title) => {
    const id = makeId(title, standard);
    const times = (taken.get(id) ?? 0) + 1;
    taken.set(id, times);
    if (times === 1) return id;
    const next = `${id}_${times}`;
    if (taken.has(next)) return `${id}_${times}_${taken.size}`;
    taken.set(next, 1);
    return next;
  };
}

/** A title as an id in snake_case, of whole words and at most 40 characters. */
export function makeId(title: string, standard: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  while (words.length > 1 && words.join('_').length > 40) words.pop();
  const id = words.join('_').slice(0, 40);
  if (id === '') return standard;
  return /^[a-z]/.test(id) ? id : `${standard}_${id}`;
}
