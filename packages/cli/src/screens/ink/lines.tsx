import { Box, Text } from 'ink';

/** Rows of the screen, each on one line whatever it holds. */
export function Lines({ lines }: { readonly lines: readonly string[] }) {
  const rows = lines.map((text, place) => ({ text: text === '' ? ' ' : text, place }));
  return rows.map(({ text, place }) => (
    <Box key={place} flexShrink={0}>
      <Text wrap="truncate-end">{text}</Text>
    </Box>
  ));
}
