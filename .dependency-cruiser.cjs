// What may import what; the table in ARCHITECTURE.md, made a rule.
const engine = '^packages/engine/src';
const folder = (name) => `${engine}/${name}/`;
const only = (name, allowed) => ({
  name: `engine-${name}`,
  severity: 'error',
  from: { path: folder(name), pathNot: '\\.test\\.tsx?$' },
  to: { path: engine, pathNot: [name, ...allowed].map(folder) },
});

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    only('model', []),
    only('core', ['model']),
    only('language', ['model']),
    only('load', ['model', 'language']),
    only('steps', ['model', 'core', 'language', 'load']),
    only('host', ['model', 'core', 'language', 'load', 'steps']),
    {
      name: 'plugins-see-the-plugin-face',
      severity: 'error',
      from: { path: '^packages/plugins/src', pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { path: '^packages/(engine|cli)/', pathNot: '^packages/engine/(src|dist)/plugin\\.(ts|js|d\\.ts)$' },
    },
    {
      name: 'engine-knows-nobody',
      severity: 'error',
      from: { path: '^packages/engine' },
      to: { path: '^packages/(plugins|cli)/' },
    },
    {
      name: 'cli-uses-faces',
      severity: 'error',
      from: { path: '^packages/cli/src' },
      to: {
        path: '^packages/(engine|plugins)/',
        pathNot: '^packages/(engine|plugins)/(src|dist)/(index|stand-ins)\\.(ts|js|d\\.ts)$',
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      conditionNames: ['@checklist/source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
