import * as z from "zod/mini";
import { carriedText, carriedValue } from "./carried";
import type { TaskPage } from "./page";
import { parseTask } from "./parseTask";

/**
 * The parts of an answer's body that must have this form. Counts are parsed one by one, and so are items: `parseTask` checks
 * every field, so a schema would check each field a second time, and a long list would take noticeably longer.
 */
const body = z.looseObject({
  Data: z.looseObject(
    {
      Content: z.nullish(
        z.object({ List: z.nullish(z.custom<unknown[]>(Array.isArray, "is not a list")) }, "is not an object"),
      ),
    },
    "is not an object",
  ),
});

/**
 * Parses the body of a successful DescribeDownloadTask answer. The result uses this package's field names instead of
 * the API's.
 * @throws Error that says what is wrong, if the body is not such an answer
 */
export function parsePage(answer: unknown): TaskPage {
  const result = body.safeParse(answer);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new Error(`${issue?.path.join(".") || "the body"} ${issue?.message}`);
  }
  const { Data: data, RequestId: requestId } = result.data;
  const page: TaskPage = { tasks: itemsOf(data.Content?.List ?? []).map(parseTask) };
  // Before 2022-11-16 Data counted pages from 0, and its fields were Number, Size and Total (the API's change log).
  const number = readCount(data.Number);
  const pageNumber = readCount(data.PageNumber) ?? (number === undefined ? undefined : number + 1);
  const pageSize = readCount(data.PageSize) ?? readCount(data.Size);
  const totalElements = readCount(data.TotalElements) ?? readCount(data.Total);
  const totalPages = readCount(data.TotalPages);
  // An empty list is believed only if the service sends one, or counts no tasks.
  if (data.Content?.List == null && totalElements !== 0) {
    const missing = data.Content == null ? "Data.Content" : "Data.Content.List";
    throw new Error(`${missing} is missing, and no total says that the list is empty`);
  }
  if (pageNumber !== undefined) page.pageNumber = pageNumber;
  if (pageSize !== undefined) page.pageSize = pageSize;
  if (totalElements !== undefined) page.totalElements = totalElements;
  if (totalPages !== undefined) page.totalPages = totalPages;
  if (data.Extra !== undefined && data.Extra !== null && data.Extra !== "") page.extra = carriedValue(data.Extra);
  if (typeof requestId === "string") page.requestId = carriedText(requestId);
  return page;
}

/**
 * Parses a count. A value in any other form is treated as absent, because no result that must be exact depends on a
 * count.
 */
function readCount(value: unknown): number | undefined {
  const count = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

type Item = Parameters<typeof parseTask>[0];

/**
 * Checks that a list holds objects. It returns a copy, because `map` would call a `constructor` that the list itself has.
 * Its caller reads the items without a loop of its own, for which Node.js would compile the whole caller: 15 to 35 ms in a
 * first long list (--trace-opt).
 */
function itemsOf(list: readonly unknown[]): Item[] {
  const odd = list.findIndex((item) => typeof item !== "object" || item === null || Array.isArray(item));
  if (odd >= 0) throw new Error(`Data.Content.List.${odd} is not an object`);
  return [...list] as Item[];
}
