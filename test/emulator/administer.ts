import type { Emulator } from "./emulator";
import { type EmulatedTask, type Fault, readTasks } from "./scenario";

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
        emulator.addTasks(readTasks(JSON.parse(body)));
        return { status: 200, value: { added: (JSON.parse(body) as unknown[]).length } };
      case "PATCH tasks":
        return found(emulator.updateTask(id, JSON.parse(body) as Partial<EmulatedTask>), id);
      case "DELETE tasks":
        return found(emulator.removeTask(id), id);
      case "POST faults":
        emulator.addFaults(JSON.parse(body) as Fault[]);
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

function found(known: boolean, id: string): { status: number; value: unknown } {
  return known ? { status: 200, value: {} } : { status: 404, value: { error: `there is no task ${id}` } };
}
