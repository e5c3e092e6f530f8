/** Calls that are counted, and answered when they are told to. */
export function toldCalls() {
  const pending: {
    resolve: (answer: string) => void;
    reject: (error: Error) => void;
    signal: AbortSignal | undefined;
  }[] = [];
  const call = (signal: AbortSignal | undefined) =>
    new Promise<string>((resolve, reject) => {
      pending.push({ resolve, reject, signal });
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
  return { pending, call, at: (index: number) => pending[index] as (typeof pending)[number] };
}
