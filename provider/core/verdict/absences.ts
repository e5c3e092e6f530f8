/** What is known of a named task that is not listed. */
export interface Absence {
  /** Milliseconds since it was listed last, else since the first look. */
  lasted: number;
  /** It was listed before. */
  gone: boolean;
}

/**
 * Remembers from look to look which tasks were listed. To be made once per wait.
 * @returns a function of the ids that a look found and the milliseconds waited, that gives what is known of any other id
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
