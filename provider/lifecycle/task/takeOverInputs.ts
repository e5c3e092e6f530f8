import { parseTime } from "../../core/arguments/time";
import { wholeSecond } from "../../core/verdict/compareExport";
import type { Properties } from "../properties";

/**
 * Returns the recorded inputs of an imported `DownloadTask`, with those that the list did not show taken over from the
 * program. The members of `target` are taken over one by one. A moment within the listed second is the program's.
 */
export function takeOverInputs(recorded: Properties, given: Properties): Properties {
  const target = { ...asObject(given.target), ...asObject(recorded.target) };
  const isUrl = asObject(recorded.target).type === "URL" || Object.keys(target).length === 0;
  const moments = [recorded.pointInTime, given.pointInTime].map(parseTime);
  const [shown, asked] = moments.map((moment) => moment && wholeSecond(moment));
  return {
    // A record shows whether the export is one of a backup set or one of a moment.
    ...withoutOther(recorded, given),
    ...recorded,
    ...(isUrl ? {} : { target }),
    ...(shown !== undefined && shown === asked ? { pointInTime: given.pointInTime } : {}),
  };
}

/** Returns the given inputs without the one that the recorded kind of export excludes. */
function withoutOther(recorded: Properties, { backupSetId, pointInTime, ...given }: Properties): Properties {
  if (recorded.pointInTime !== undefined) return given;
  if (recorded.backupSetId !== undefined) return { ...given };
  return { ...given, backupSetId, pointInTime };
}

function asObject(value: unknown): Properties {
  return typeof value === "object" && value !== null ? (value as Properties) : {};
}
