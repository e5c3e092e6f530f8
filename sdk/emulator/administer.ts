import type { Emulator } from "./emulator";
import { checkFields } from "./reading/checkFields";
import { readFaults } from "./reading/readFaults";
import { readTaskChange, readTasks } from "./reading/readTasks";
import { ANYTHING, required } from "./reading/rules";

/**
 * Handles the admin route, which takes unsigned requests: POST /_admin/tasks, PATCH and DELETE /_admin/tasks/<id>,
 * POST /_admin/faults, POST /_admin/clock, GET and DELETE /_admin/requests.
 */
export function administer(
  method: string,
  path: string,
  body: string,
  emulator: Emulator,
): { status: number; value: unknown } {
  try {
    const [, , subject, id = ""] = path.split("/").map(decodeURIComponent);
    switch (`${method} ${subject}`) {
      case "POST tasks":
        return addTasks(emulator, JSON.parse(body));
      case "PATCH tasks":
        return found(emulator.updateTask(id, readTaskChange(JSON.parse(body))), id);
      case "DELETE tasks":
        return found(emulator.removeTask(id), id);
      case "POST faults":
        emulator.addFaults(readFaults(JSON.parse(body)));
        return { status: 200, value: {} };
      case "POST clock":
        return moveClock(emulator, JSON.parse(body));
      case "GET requests":
        return { status: 200, value: emulator.requests() };
      case "DELETE requests":
        emulator.clearRequests();
        return { status: 200, value: {} };
      default:
        return {
          status: 404,
          value: { error: `there is no route ${method} ${path}; see docs/testing.md of pulumi-alicloud-dbs` },
        };
    }
  } catch (error) {
    return { status: 400, value: { error: (error as Error).message } };
  }
}

function addTasks(emulator: Emulator, value: unknown): { status: number; value: unknown } {
  const tasks = readTasks(value);
  const known = emulator.taskIds();
  const twin = tasks.find(({ taskId }) => known.includes(taskId));
  if (twin !== undefined) {
    const { taskId } = twin;
    throw new Error(`there is a task ${taskId} already; change it with PATCH /_admin/tasks/${taskId}`);
  }
  emulator.addTasks(tasks);
  return { status: 200, value: { added: tasks.length } };
}

function moveClock(emulator: Emulator, value: unknown): { status: number; value: unknown } {
  checkFields<{ advance: string | number }>("the body", value, { advance: required(ANYTHING) });
  emulator.advance(value.advance);
  return { status: 200, value: { now: emulator.now() } };
}

function found(known: boolean, id: string): { status: number; value: unknown } {
  return known ? { status: 200, value: {} } : { status: 404, value: { error: `there is no task ${id}` } };
}
