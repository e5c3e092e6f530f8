/** Advice that several failures share. */
export const ADVICE = {
  arguments: "Correct the arguments",
  conflict: "Wait for the task that is in the way, or retry it if it failed",
  throttled: "Call less often",
  unavailable: "Try again later",
  protocol: "Check that the endpoint is the DBS service and that no proxy answers in its place",
};
