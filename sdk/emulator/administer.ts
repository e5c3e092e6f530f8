import type { Emulator } from "./emulator";
import { readFaults } from "./reading/readFaults";
import { readTaskChange, readTasks } from "./reading/readTasks";

/**
 * Handles the admin route, which takes unsigned requests: POST /_admin/tasks, PATCH and DELETE /_admin/tasks/<id>,
 * POST /_admin/faults, GET and DELETE /_admin/requests.
 */
export function administer(
  method: string,
  path: string,
  body: string,
  emulator: Emulator,
): { status: number; value: unknown } {
  const [, , subject, id = ""] = path.split("/").map(decodeURIComponent);
  try {
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
      case "GET requests":
        return { status: 200, value: emulator.requests() };
      case "DELETE requests":
        emulator.clearRequests();
        return { status: 200, value: {} };
      default:
        return { status: 404, value: { error: `there is no route ${method} ${path}; see test/emulator/README.md` } };
    }
  } catch (error) {
    return { status: 400, value: { error: (error as Error).message } };
  }
}

function addTasks(emulator: Emulator, value: unknown): { status: number; value: unknown } {
  const tasks = readTasks(value);
  const twin = tasks.find(({ taskId }) => emulator.hasTask(taskId));
  if (twin !== undefined) {
    const { taskId } = twin;
    throw new Error(`there is a task ${taskId} already; change it with PATCH /_admin/tasks/${taskId}`);
  }
  emulator.addTasks(tasks);
  return { status: 200, value: { added: tasks.length } };
}

function found(known: boolean, id: string): { status: number; value: unknown } {
  return known ? { status: 200, value: {} } : { status: 404, value: { error: `there is no task ${id}` } };
}
