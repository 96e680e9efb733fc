import { Text } from 'ink';

/** Lines of which each stays on one row; the window cuts off what is too long. */
export function Lines({ lines }: { readonly lines: readonly string[] }) {
  const rows = lines.map((text, place) => ({ text, place }));
  return rows.map(({ text, place }) => (
    <Text key={place} wrap="truncate-end">
      {text === '' ? ' ' : text}
    </Text>
  ));
}
