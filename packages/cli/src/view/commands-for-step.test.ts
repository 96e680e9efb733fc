import { describe, expect, it } from 'vitest';
import { quote } from './commands-for-step.ts';

describe('quote', () => {
  it('leaves plain words and quotes what a shell would change', () => {
    expect(quote('push_tag')).toBe('push_tag');
    expect(quote('job[fast,linux]')).toBe("'job[fast,linux]'");
    expect(quote("it's")).toBe(String.raw`'it'\''s'`);
  });
});
