import { z } from "zod";
import { parseTask } from "./parseTask";
import type { TaskPage } from "./taskPage";

const count = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .refine((value) => Number.isSafeInteger(value) && value >= 0)
  .optional()
  // A number in another form is as good as none: nothing that must be right rests on it.
  .catch(undefined);

const body = z.object({
  RequestId: z.string().optional().catch(undefined),
  Data: z.object({
    PageNumber: count,
    PageSize: count,
    TotalElements: count,
    TotalPages: count,
    // Before 2022-11-16 Data counted pages from 0 and said Number, Size and Total (the API's change log).
    Number: count,
    Size: count,
    Total: count,
    Extra: z.unknown().optional(),
    Content: z.object({ List: z.array(z.record(z.string(), z.unknown())).nullish() }).nullish(),
  }),
});

/**
 * Reads the body of a successful DescribeDownloadTask answer; here the wire's spelling ends.
 * @throws Error that says what is wrong, where the body is no such answer
 */
export function parsePage(answer: unknown): TaskPage {
  const result = body.safeParse(answer);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new Error(`${issue?.path.join(".") || "the body"}: ${issue?.message}`);
  }
  const { Data: data, RequestId: requestId } = result.data;
  const page: TaskPage = { tasks: (data.Content?.List ?? []).map(parseTask) };
  const pageNumber = data.PageNumber ?? (data.Number === undefined ? undefined : data.Number + 1);
  const pageSize = data.PageSize ?? data.Size;
  const totalElements = data.TotalElements ?? data.Total;
  if (page.tasks.length === 0 && data.Content == null && totalElements !== 0) {
    throw new Error("Data.Content: is missing, and no total says that the list is empty");
  }
  if (pageNumber !== undefined) page.pageNumber = pageNumber;
  if (pageSize !== undefined) page.pageSize = pageSize;
  if (totalElements !== undefined) page.totalElements = totalElements;
  if (data.TotalPages !== undefined) page.totalPages = data.TotalPages;
  if (data.Extra !== undefined && data.Extra !== null && data.Extra !== "") page.extra = data.Extra;
  if (requestId !== undefined) page.requestId = requestId;
  return page;
}
