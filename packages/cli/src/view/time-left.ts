import type { StepView } from './step-view.ts';

/** How far a step under way is, and when it should end. */
export interface TimeLeft {
  /** From 0 to 1. */
  readonly fraction: number;
  /** The step does not tell: it is held against the time that it took in earlier runs. */
  readonly isGuess: boolean;
  /** Epoch milliseconds; absent when nobody can say. */
  readonly endsAt?: number;
}

/** What somebody must have seen of a step before its pace says anything. */
const watched = { milliseconds: 5_000, fraction: 0.01 };

/** Says how far a step is: by the end that it knows, by its own progress, else by the time that it usually takes; nothing when neither is known. */
export function estimateTimeLeft(step: StepView, now: number): TimeLeft | undefined {
  const { progress, usual, elapsed } = step;
  if (progress?.endsAt !== undefined && elapsed !== undefined) {
    const { endsAt } = progress;
    return { fraction: Math.min(1, elapsed / Math.max(1, elapsed + endsAt - now)), isGuess: false, endsAt };
  }
  const isOver = usual !== undefined && elapsed !== undefined && elapsed >= usual;
  const usualEnd = usual === undefined || elapsed === undefined || isOver ? undefined : now - elapsed + usual;
  if (progress?.fraction !== undefined) {
    const fraction = Math.min(1, Math.max(0, progress.fraction));
    return { fraction, isGuess: false, ...endAt(endByPace(step, now) ?? usualEnd) };
  }
  if (usual === undefined || elapsed === undefined || usualEnd === undefined) return undefined;
  return { fraction: elapsed / usual, isGuess: true, endsAt: usualEnd };
}

/** The end, if the step goes on as it did while it was watched. */
function endByPace({ pace }: StepView, now: number): number | undefined {
  if (pace === undefined) return undefined;
  const [time, part] = [pace.at - pace.since, pace.fraction - pace.from];
  if (time < watched.milliseconds || part < watched.fraction || pace.fraction >= 1) return undefined;
  const end = pace.at + ((1 - pace.fraction) * time) / part;
  return end > now ? end : undefined;
}

function endAt(endsAt: number | undefined): Pick<TimeLeft, 'endsAt'> {
  return endsAt === undefined ? {} : { endsAt };
}
