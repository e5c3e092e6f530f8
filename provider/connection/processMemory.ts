import { createTaskRetries, type TaskRetries } from "../core/wait/taskRetries";

/**
 * Creates a function that returns the retries of an instance's tasks. It keeps them as long as the connection. The
 * clusters of an instance are not told apart: a task's id is the only one of its kind, and two gates may name one task
 * with and without its cluster.
 */
export function createRetriesByInstance(): (instanceName: string) => TaskRetries {
  const byInstance = new Map<string, TaskRetries>();
  return (instanceName) => {
    const retries = byInstance.get(instanceName) ?? createTaskRetries();
    byInstance.set(instanceName, retries);
    return retries;
  };
}
