import { hideSecrets, SHORTEST_SECRET } from "./hideSecrets";

const MARK = "[secret]";

/** Matches what stands before an input in a sentence of this package: `tasks of rm-1`, `"rm-1"`, `1 of 2 finished: dt-1`. */
const BEFORE = '(?<=^|[:;,] |["[]|\\b(?:tasks of|resource|newest|for) )';
/** Matches what stands after an input: `dt-1 running, …`, `rm-1 in cn-hangzhou`, `dt-1 4/10 tables`, `dt-1 finished`. */
const AFTER =
  '(?=$|["\\]),;:]|\\.(?:$| )| (?:in|is|are|with|created|finished|expired|not listed|no longer|\\d+/\\d+ tables)\\b| [^ ,;:)]+(?:$|[,;)]))';

/**
 * Replaces the secret inputs of a resource in a message with `[secret]`. A secret of less than four characters would be
 * found in many words, and the holes in them would give it away. It is replaced only where a sentence names an input.
 */
export function hideInputs(text: string, secrets: readonly string[]): string {
  const short = secrets.filter((secret) => secret !== "" && secret.length < SHORTEST_SECRET);
  // Longest first, because a longer one may contain a shorter one.
  const words = [...new Set(short)].sort((one, other) => other.length - one.length).map(escaped);
  const hidden = hideSecrets(text, secrets, { mark: MARK });
  return words.length === 0 ? hidden : hidden.replace(new RegExp(`${BEFORE}(?:${words.join("|")})${AFTER}`, "g"), MARK);
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
