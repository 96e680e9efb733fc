import { isJsonObject, type Json, type JsonObject, type Progress } from '@checklist/engine/plugin';
import type { RunOptions } from './run-options.ts';
import type { WandbRun } from './wandb-client.ts';

/** How far the run is, for people: `running, metric/agent_step 12000 of 50000`. */
export function readProgress(options: NonNullable<RunOptions['progress']>, run: WandbRun): Progress {
  const { key = 'metric/agent_step', total_config } = options;
  const total = options.total ?? (total_config === undefined ? undefined : readConfig(run.config, total_config));
  const value = run.summary[key];
  if (typeof value !== 'number') return { text: run.state };
  if (typeof total !== 'number' || total <= 0) return { text: `${run.state}, ${key} ${value}` };
  const fraction = Math.min(1, Math.max(0, value / total));
  return { text: `${run.state}, ${key} ${value} of ${total}`, fraction };
}

/** Each top entry of a configuration is `{ value }`; what is below may be nested or have dots in its name. */
function readConfig(config: JsonObject, path: string): Json | undefined {
  const whole = config[path];
  if (whole !== undefined) return entryValue(whole);
  const [first = '', ...rest] = path.split('.');
  return rest.reduce<Json | undefined>(
    (found, name) => (isJsonObject(found) ? found[name] : undefined),
    entryValue(config[first]),
  );
}

function entryValue(entry: Json | undefined): Json | undefined {
  return isJsonObject(entry) && Object.hasOwn(entry, 'value') ? entry.value : entry;
}
