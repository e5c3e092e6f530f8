import type { ArgumentIssue } from "../core/errors";
import type { Properties } from "./properties";

/** What a host knows of a class of resources that are records: the service is asked once, before they are created. */
export interface RecordedResource {
  /** Returns the inputs of a resource from its properties, without outputs and without what the host adds. */
  inputsOf(properties: Properties): Properties;
  /** Names of the outputs that are not inputs. */
  outputs: readonly string[];
  /** Explanation for an output that is given as an input. */
  outputAsInput: string;
  /** Names of the inputs of which a change replaces a resource. */
  replacing: readonly string[];
  /** Returns the defaults of the inputs that a program leaves out, spelled as a program would write them. */
  defaults(inputs: Properties): Properties;
  /** Returns the inputs of an imported resource, with those that its record lacks taken over from the program. */
  takeOver(recorded: Properties, given: Properties): Properties;
  /** Outputs that repeat secret inputs: the names of the inputs that each may repeat, or `any`. */
  repeating: Readonly<Record<string, readonly string[] | "any">>;
  /**
   * Loads the parser of the inputs. It is loaded only when there is something to parse. A recorded resource with
   * unchanged inputs does not need it, and loading zod takes as long as processing a hundred such resources.
   */
  loadParser(): Promise<InputParser>;
}

/** Reads the inputs of a resource. */
interface InputParser {
  /** Returns all problems of a complete set of inputs. */
  issues(inputs: Properties): readonly ArgumentIssue[];
  /** Returns the problems of the inputs that are known already, each checked on its own. */
  partialIssues(inputs: Properties): readonly ArgumentIssue[];
  /**
   * Returns the replacing inputs in one form, so that the same value in another spelling compares as equal. Returns
   * `undefined` if the inputs can't be parsed.
   */
  normalize(inputs: Properties): Properties | undefined;
}
