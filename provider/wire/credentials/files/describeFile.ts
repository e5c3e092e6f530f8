import type { Setting } from "../../../core/setting";

/** Matches an absolute path, or one that starts at the home directory or with a dot. */
const PATH = /^(?:~?|\.{1,2}|[a-z]:)(?:[/\\][\p{L}\p{N} ._@+~=-]{0,80}){1,40}$/iu;

/**
 * Names a file for a message: its kind, its path, and the setting that gives the path. A value that does not look like a
 * path is not shown, because it may be what belongs in the file: a token, or keys.
 * @param kind - for example `the token file`
 */
export function describeFile(kind: string, { value, source }: Setting): string {
  return PATH.test(value)
    ? `${kind} ${value} (${source})`
    : `${kind} that ${source} names (not shown, because it does not look like an absolute path)`;
}
