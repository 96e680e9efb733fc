const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Numbers as a line of blocks: the lowest is the lowest block, and the highest the highest. */
export function sparkline(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values
    .map((value) => {
      const share = high === low ? 0.5 : (value - low) / (high - low);
      return blocks[Math.round(share * (blocks.length - 1))] ?? '';
    })
    .join('');
}
