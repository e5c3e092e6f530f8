/** Advice that several failures share. */
export const ADVICE = {
  arguments: "Correct the arguments",
  throttled: "Call less often",
  unavailable: "Try again later",
  protocol: "Check that the endpoint is the DBS service and that no proxy answers in its place",
};
