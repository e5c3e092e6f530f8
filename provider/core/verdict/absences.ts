/** Facts about a named task that is not listed. */
export interface Absence {
  /** Milliseconds since the task was last listed, or since the first look if it never was. */
  lasted: number;
  /** Whether the task was listed before. */
  gone: boolean;
}

/**
 * Creates a function that keeps track of when each task was last listed. Create one for each wait.
 * @returns a function that takes the ids that a look found and the milliseconds waited. It returns another function,
 *   which takes an id that was not found and returns its absence
 */
export function createAbsences() {
  const listedAt = new Map<string, number>();
  let first: number | undefined;

  return (listed: readonly string[], elapsed: number): ((taskId: string) => Absence) => {
    first ??= elapsed;
    const since = first;
    for (const taskId of listed) listedAt.set(taskId, elapsed);
    return (taskId) => {
      const last = listedAt.get(taskId);
      return { lasted: elapsed - (last ?? since), gone: last !== undefined };
    };
  };
}
