import { copyError } from "../../provider/core/copyError";
import { DbsError } from "../../provider/core/errors";

/** Matches a frame of Node.js or of an installed package. */
const FOREIGN = /[\\/]node_modules[\\/]|\bnode:/;

/** Returns an error as the user should see it. */
export type CallSite = (error: unknown) => unknown;

/**
 * Remembers where the user's program called a public function. Call it before the first `await`, because what follows
 * has lost the caller.
 * @param called - the public function or class. Its own frame and those above it are left out
 * @returns a function that gives a DbsError the frames of the user's program, and returns other errors unchanged
 */
export function callSite(called: object): CallSite {
  const place: { stack?: string } = {};
  Error.captureStackTrace(place, called as () => void);
  return (error) => {
    if (!DbsError.isInstance(error)) return error;
    const frames = (place.stack ?? "").split("\n").filter((line) => /^ +at /.test(line) && !FOREIGN.test(line));
    const copy = copyError(error);
    copy.stack = [`DbsError: ${copy.message}`, ...frames].join("\n");
    return copy;
  };
}
