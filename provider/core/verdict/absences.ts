/** Facts about a named task that is not listed. */
export interface Absence {
  /** Milliseconds since the task was last listed, or since the first look if it never was. */
  lasted: number;
  /** Whether the task was listed before. */
  gone: boolean;
}

/**
 * Creates a memory of which tasks were listed at each look. Create one for each wait.
 * @returns a function that takes the ids that a look found and the milliseconds waited. It returns a function that
 *   gives the absence of any other id
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
