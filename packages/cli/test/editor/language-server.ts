import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

/** What an editor is told at a place. */
export interface Completion {
  readonly label: string;
  readonly insertText?: string;
  readonly documentation?: string | { readonly value: string };
}

export interface EditorDiagnostic {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly message: string;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** yaml-language-server, as an editor that has `checklists/checklist.schema.json` drives it. */
export interface LanguageServer {
  /** What is offered at the mark `|` of a text. */
  complete(marked: string): Promise<readonly Completion[]>;
  /** What is shown for the word behind the mark `|`. */
  hover(marked: string): Promise<string>;
  diagnose(text: string): Promise<readonly EditorDiagnostic[]>;
  /** What the server wanted from the network. */
  readonly requested: readonly string[];
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);
const folder = join(import.meta.dirname, '../../../../checklists');

/** Starts the server on files that lie, for it, in the folder of the real checklists: their first line names the schema. */
export async function openLanguageServer(): Promise<LanguageServer> {
  const manifest = require.resolve('yaml-language-server/package.json');
  const child = spawn(process.execPath, [join(dirname(manifest), 'bin/yaml-language-server'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const requested: string[] = [];
  const waiting = new Map<string, (found: readonly EditorDiagnostic[]) => void>();
  const settings = {
    yaml: {
      validate: true,
      hover: true,
      completion: true,
      schemaStore: { enable: false },
      kubernetesCRDStore: { enable: false },
    },
  };
  connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? settings.yaml : null)),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('vscode/content', (uri: string) => {
    requested.push(uri);
    throw new Error('there is no network');
  });
  connection.onRequest('custom/schema/request', () => []);
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: readonly EditorDiagnostic[] }) => {
      waiting.get(uri)?.(diagnostics);
    },
  );
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {
      workspace: { configuration: true },
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
        hover: { contentFormat: ['markdown'] },
      },
    },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings });
  let opened = 0;
  const open = async (text: string) => {
    const uri = pathToFileURL(join(folder, `opened-${++opened}.yaml`)).href;
    const found = Promise.withResolvers<readonly EditorDiagnostic[]>();
    waiting.set(uri, found.resolve);
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    return { uri, diagnostics: found.promise };
  };
  const at = async (marked: string, method: string) => {
    const offset = marked.indexOf('|');
    const lines = marked.slice(0, offset).split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const { uri } = await open(marked.slice(0, offset) + marked.slice(offset + 1));
    return connection.sendRequest(method, { textDocument: { uri }, position });
  };
  return {
    requested,
    complete: async (marked) => ((await at(marked, 'textDocument/completion')) as { items: Completion[] }).items,
    hover: async (marked) =>
      ((await at(marked, 'textDocument/hover')) as { contents: { value: string } } | null)?.contents.value ?? '',
    diagnose: async (text) => (await open(text)).diagnostics,
    async close() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      child.kill();
    },
  };
}
