import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.ts';

it.each([
  ['where the user wants it', { XDG_CACHE_HOME: '/caches', HOME: '/home/ada' }, '/caches/checklist'],
  ['below the home', { HOME: '/home/ada' }, '/home/ada/.cache/checklist'],
  [
    'below the home when the variable is empty',
    { XDG_CACHE_HOME: '', HOME: '/home/ada' },
    '/home/ada/.cache/checklist',
  ],
  ['never in the folder at hand', { XDG_CACHE_HOME: 'here', HOME: '/home/ada' }, '/home/ada/.cache/checklist'],
  ['below the home that the system knows', { HOME: '' }, `${homedir()}/.cache/checklist`],
])('is %s', (_, env, folder) => {
  expect(cacheFolder(env)).toBe(folder);
});
